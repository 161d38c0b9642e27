'use client';
import type { ReactNode } from 'react';
import type { ProblemText } from '@/lib/contract/operation';
import { EXPORT_FORMATS, type RuleExport } from '@/lib/contract/rule';
import { CodeView } from './code-view';
import { CopyButton } from './copy-button';
import { ProblemNote } from './problem-note';
import { Segmented } from './segmented';
import { Skeleton } from './skeleton';

type Format = RuleExport['format'];

const WORDS: Record<Format, string> = {
  cli: 'AWS CLI',
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
};

/** Something in the forms that other tools can take, one at a time; `what` names it: "rule". */
export function ExportPanel({
  what,
  format,
  onFormat,
  exported,
  busy,
  problem,
  children,
}: {
  what: string;
  format: Format;
  onFormat: (format: Format) => void;
  /** The text, of the format asked for or, while that is read, of the one before. */
  exported: RuleExport | undefined;
  busy: boolean;
  problem: ProblemText | null;
  children?: ReactNode;
}) {
  return (
    <section aria-label="Export" aria-busy={busy} className="flex max-w-4xl flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label="Export as"
          value={format}
          options={EXPORT_FORMATS.map((value) => ({ value, label: WORDS[value] }))}
          onValueChange={onFormat}
        />
        {exported === undefined ? null : (
          <CopyButton text={exported.text} what={`the ${what} as ${WORDS[exported.format]}`} />
        )}
      </div>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {exported !== undefined ? (
        <div className="flex max-h-[36rem] rounded-md border border-line">
          <CodeView text={exported.text} label={`The ${what} as ${WORDS[exported.format]}`} pretty={false} />
        </div>
      ) : problem === null ? (
        <Skeleton className="h-48 w-full" />
      ) : null}
      {children}
    </section>
  );
}
