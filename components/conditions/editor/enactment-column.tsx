'use client';
import { CircleX, Minus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { HOW_WORDS, HowWord } from '@/components/ui/how-look';
import { Select } from '@/components/ui/select';
import type { Enactment } from '@/lib/contract/condition';

/** One way: what it is made of, what it cannot express, and what is done about that. */
export function EnactmentColumn({
  enactment: { how, parts, cannot, problems },
  chosen,
  onChoose,
}: {
  enactment: Enactment;
  chosen: boolean;
  onChoose: () => void;
}) {
  const [title, setTitle] = useState('');
  const part = parts.find((each) => each.title === title) ?? parts[0];
  return (
    <section aria-label={HOW_WORDS[how]} className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-7 items-center gap-2 border-b border-line-strong pb-1">
        <h3 className="font-semibold">
          <HowWord how={how} />
        </h3>
        {chosen ? (
          <span className="ml-auto text-xs font-medium text-accent">chosen</span>
        ) : (
          <Button size="sm" className="ml-auto" onClick={onChoose}>
            Choose this way
          </Button>
        )}
      </div>
      {part === undefined ? null : (
        <>
          <div className="flex items-center gap-2">
            <Select
              label={`Part of ${HOW_WORDS[how]}`}
              value={part.title}
              options={parts.map((each) => ({ value: each.title, label: each.title }))}
              onValueChange={setTitle}
            />
            <CopyButton text={part.text} what={part.title} className="ml-auto" />
          </div>
          {part.language === 'text' ? (
            <div className="flex min-h-72 flex-col gap-2 rounded-md border border-line bg-surface px-3 py-2">
              {part.text.split('\n').map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>
          ) : (
            <div className="flex h-72 rounded-md border border-line">
              <CodeView
                key={part.title}
                text={part.text}
                label={`${part.title} of ${HOW_WORDS[how]}`}
                pretty={part.language === 'json'}
              />
            </div>
          )}
        </>
      )}
      <ul className="flex flex-col gap-2">
        {problems.map(({ message, nextStep }) => (
          <li key={message} className="flex gap-1.5 text-failed">
            <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="min-w-0 break-words">
              {message} {nextStep}
            </span>
          </li>
        ))}
        {cannot.map(({ what, instead }) => (
          <li key={what} className="flex gap-1.5">
            <Minus aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
            <span className="min-w-0 break-words">
              {what} <span className="text-muted">{instead}</span>
            </span>
          </li>
        ))}
        {problems.length + cannot.length === 0 ? (
          <li className="text-muted">It can express all of the condition.</li>
        ) : null}
      </ul>
    </section>
  );
}
