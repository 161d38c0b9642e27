import clsx from 'clsx';
import { Fragment, useMemo } from 'react';
import { harmlessText } from '@/components/ui/harmless-text';
import { prettyJsonText } from '@/components/ui/json-tokens.model';
import { changedLines, diffLines } from './line-diff.model';

const MOST_LINES = 400;
const LINE_CUT = 500;

/** Laid out alike where both are JSON, so that a changed value is one changed line and layout is none. */
function comparedLines(original: string, edited: string) {
  const before = prettyJsonText(original);
  const after = prettyJsonText(edited);
  return changedLines(
    before === null || after === null ? diffLines(original, edited) : diffLines(before, after),
  );
}

/** What was changed against the original, by line. */
export function PayloadDiff({ original, edited }: { original: string; edited: string }) {
  const lines = useMemo(() => comparedLines(original, edited), [original, edited]);
  const shown = lines.slice(0, MOST_LINES);
  if (lines.length === 0)
    return <p className="text-xs text-muted">Only the layout differs from the original.</p>;
  return (
    <section
      aria-label="Difference from the original"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="max-h-56 overflow-auto rounded-md border border-line bg-surface py-1 font-mono text-xs"
    >
      {shown.map((line, index) => (
        <Fragment key={`${line.kind}${line.line}`}>
          {index > 0 && line.line > (shown[index - 1]?.line ?? 0) + 1 ? (
            <div aria-hidden className="px-3 text-faint">
              ⋯
            </div>
          ) : null}
          <div
            className={clsx(
              'px-3 leading-4.5 whitespace-pre',
              line.kind === 'removed' && 'bg-failed-soft text-failed',
              line.kind === 'added' && 'bg-succeeded-soft text-succeeded',
              line.kind === 'same' && 'text-muted',
            )}
          >
            <span aria-hidden>{{ same: '  ', removed: '− ', added: '+ ' }[line.kind]}</span>
            {line.kind === 'same' ? null : <span className="sr-only">{line.kind}: </span>}
            {harmlessText(line.text.slice(0, LINE_CUT))}
          </div>
        </Fragment>
      ))}
      {lines.length > MOST_LINES ? <p className="px-3 text-muted">and more changes below</p> : null}
    </section>
  );
}
