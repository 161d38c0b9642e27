import clsx from 'clsx';
import { harmlessText } from '@/components/ui/harmless-text';
import type { HopDetail } from '@/lib/contract/hop';

const LINE_CUT = 400;
const SYSTEM = /^(START|END|REPORT|INIT_START|XRAY)\b|"type":\s*"platform\./;
const BAD = /\b(ERROR|FATAL|Error|Exception|Task timed out|Runtime exited)\b/;

/** The stored tail of the run, as it is: the first look that needs no call to AWS. */
export function LastLines({ hop, onAll }: { hop: HopDetail; onAll: () => void }) {
  const text = hop.tail.text.replace(/\n$/, '');
  const lines = text === '' ? [] : text.split('\n');
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
            className={clsx(
              'px-4 leading-4.5 break-all whitespace-pre-wrap',
              SYSTEM.test(line) ? 'text-faint' : BAD.test(line) && 'bg-failed-soft text-failed',
            )}
          >
            {harmlessText(line.length > LINE_CUT ? `${line.slice(0, LINE_CUT)} …` : line) || ' '}
          </p>
        ))}
      </div>
    </section>
  );
}
