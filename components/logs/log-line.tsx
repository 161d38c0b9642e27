import clsx from 'clsx';
import { type Ref, useState } from 'react';
import { formatClock, type TimeZoneChoice } from '@/components/ui/format-time';
import { harmlessText } from '@/components/ui/harmless-text';
import type { LogLineDto } from '@/lib/contract/hop';
import { splitHits } from './log-filter.model';

const LINE_CUT = 4000;

/** One line of a log, as text whatever is in it. */
export function LogLine({
  line,
  zone,
  words,
  current,
  wrap,
  index,
  measure,
}: {
  line: LogLineDto;
  zone: TimeZoneChoice;
  words: string;
  /** the hit that next and previous stand on */
  current: boolean;
  wrap: boolean;
  index: number;
  measure: Ref<HTMLDivElement>;
}) {
  const [whole, setWhole] = useState(false);
  const bad = line.level === 'ERROR' || line.level === 'FATAL';
  const text = line.text.replace(/\n$/, '');
  const shown = text.length > LINE_CUT && !whole ? text.slice(0, LINE_CUT) : text;
  return (
    <div
      ref={measure}
      data-index={index}
      className={clsx(
        'flex gap-2.5 px-4 leading-4.5',
        bad && 'bg-failed-soft',
        current && 'outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <time dateTime={line.at} title={line.at} className="shrink-0 text-faint">
        {formatClock(Date.parse(line.at), zone, true)}
      </time>
      {line.level === null ? null : (
        <span
          className={clsx(
            'w-10 shrink-0',
            bad ? 'text-failed' : line.level === 'WARN' ? 'text-waiting' : 'text-faint',
          )}
        >
          {line.level}
        </span>
      )}
      <span
        className={clsx(
          wrap || whole ? 'min-w-0 wrap-anywhere whitespace-pre-wrap' : 'whitespace-pre',
          line.system ? 'text-faint' : bad && 'text-failed',
        )}
      >
        {splitHits(harmlessText(shown), words).map((part, i) =>
          i % 2 === 0 ? (
            part
          ) : (
            <mark
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a line never move
              key={i}
              className="forced-mark rounded-[2px] bg-waiting-soft text-text outline outline-waiting"
            >
              {part}
            </mark>
          ),
        )}
        {shown.length < text.length ? (
          <button type="button" className="link ml-2 font-sans" onClick={() => setWhole(true)}>
            … show all {text.length.toLocaleString('en-US')} characters
          </button>
        ) : null}
      </span>
    </div>
  );
}
