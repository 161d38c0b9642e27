import clsx from 'clsx';
import { useMemo } from 'react';
import { harmlessText } from '@/components/ui/harmless-text';
import type { HopDetail } from '@/lib/contract/hop';
import { tailLines } from './tail-lines.model';

const LINE_CUT = 400;
const WHOLE_CUT = 2000;

/** The stored tail of the run, as it is: the first look that needs no call to AWS. */
export function LastLines({ hop, onAll }: { hop: HopDetail; onAll: () => void }) {
  const lines = useMemo(() => tailLines(hop.tail.text, hop.requestId), [hop.tail.text, hop.requestId]);
  return (
    <section aria-label="Last lines" className="border-t border-line">
      <div className="flex h-8 items-center gap-3 px-4 text-xs">
        <h3 className="font-medium">Last lines</h3>
        <span className="text-muted">
          {lines.length === 0 ? 'none seen' : lines.length}
          {hop.tail.truncated ? ', earlier ones in CloudWatch' : ''}
        </span>
        <button type="button" className="link ml-auto min-h-6" onClick={onAll}>
          All logs
        </button>
      </div>
      <div className="pb-3 font-mono text-xs">
        {lines.map((line, index) => (
          <p
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a stored tail have no other identity
            key={index}
            title={line.whole === null ? undefined : harmlessText(line.whole.slice(0, WHOLE_CUT))}
            className={clsx(
              'px-4 leading-4.5 wrap-anywhere whitespace-pre-wrap',
              line.system ? 'text-faint' : line.bad && 'bg-failed-soft text-failed',
            )}
          >
            {line.level === null || line.level === 'INFO' ? null : (
              <span className={line.level === 'WARN' ? 'text-waiting' : undefined}>{line.level} </span>
            )}
            {harmlessText(line.text.length > LINE_CUT ? `${line.text.slice(0, LINE_CUT)} …` : line.text)}
          </p>
        ))}
      </div>
    </section>
  );
}
