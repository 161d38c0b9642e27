'use client';
import clsx from 'clsx';
import { Send, TriangleAlert } from 'lucide-react';
import { READ_ONLY_WORDS } from '@/components/live/use-read-only';
import { WhereItActs } from '@/components/shell/where-it-acts';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { PublishWords } from './forecast.model';
import { PublishTitle } from './publish-title';

/** The one act of the page, never out of sight: what happens, where, how large it is, or why it cannot be. */
export function PublishBar({
  words,
  size,
  busy,
  readOnly,
  onPublish,
}: {
  words: PublishWords;
  size: { bytes: number; limitBytes: number };
  busy: boolean;
  readOnly: boolean;
  onPublish: () => void;
}) {
  const share = Math.min(size.bytes / size.limitBytes, 1);
  return (
    <div className="sticky top-11 z-20 flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-surface px-4 py-2 sm:px-5 lg:top-0">
      <PublishTitle title="Publish events" />
      <div className="text-xs text-muted max-sm:hidden">
        <span className={share === 1 ? 'font-medium text-failed' : ''}>
          {size.bytes.toLocaleString('en-US')} of {size.limitBytes.toLocaleString('en-US')} bytes
        </span>
        <span aria-hidden className="mt-1 block h-1 w-36 overflow-hidden rounded-sm bg-line">
          <span
            className={clsx(
              'forced-mark block h-full',
              share > 0.9 ? 'bg-(--bar-failed)' : 'bg-(--bar-other)',
            )}
            style={{ width: `${share * 100}%` }}
          />
        </span>
      </div>
      <div className="max-lg:hidden">
        <WhereItActs compact />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {words.refused === null && !readOnly ? null : (
          <p id="publish-refused" role="status" className="text-xs text-muted">
            {readOnly ? READ_ONLY_WORDS : words.refused}
          </p>
        )}
        <Button
          variant={words.warns ? 'danger' : 'primary'}
          busy={busy}
          disabled={readOnly || words.refused !== null}
          aria-describedby={words.refused === null ? undefined : 'publish-refused'}
          onClick={onPublish}
        >
          {busy ? null : words.warns ? (
            <TriangleAlert aria-hidden className="size-3.5" />
          ) : (
            <Send aria-hidden className="size-3.5" />
          )}
          {words.act}
          <Kbd
            className={clsx(
              'max-md:hidden border-transparent bg-transparent',
              words.warns ? 'text-failed' : 'text-on-accent',
            )}
          >
            ⌘/Ctrl Enter
          </Kbd>
        </Button>
      </div>
    </div>
  );
}
