'use client';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { formatDuration } from '@/components/ui/format-duration';
import { MechanismIcon } from '@/components/ui/mechanism-icon';
import { StatusBadge } from '@/components/ui/status-badge';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import {
  functionNameOf,
  LINK_UNKNOWN_PARENT,
  mechanismOf,
  statusOf,
  type TimelineColumns,
} from './timeline-columns.model';
import { formatOffset } from './timeline-ticks.model';
import { useElementSize } from './use-element-size';
import { ROW_HEIGHT_PX } from './use-row-window';
import { useTableWindow } from './use-table-window';

const HEAD = [
  'Hop',
  'Status',
  'Function',
  'Caused by',
  'Parent',
  'Attempt',
  'Started',
  'After',
  'Ran',
] as const;

/** The timeline as a table, by start: the same hops in words and numbers. */
export function TimelineTable({
  columns,
  selected,
  onSelect,
  switcher,
}: {
  columns: TimelineColumns;
  selected: number;
  onSelect: (hop: number) => void;
  switcher: ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize(scroller, { width: 900, height: 600 });
  const { first, last } = useTableWindow(scroller, size.height, columns.count, selected);
  const move = (by: number) => onSelect(Math.min(Math.max(selected + by, 0), columns.count - 1));
  useHotkeys({ j: () => move(1), k: () => move(-1) });
  const start = columns.startMs[0] ?? 0;
  const rows = [];
  for (let hop = first; hop <= last; hop++) {
    const at = columns.startMs[hop] ?? Number.NaN;
    const ran = (columns.endMs[hop] ?? Number.NaN) - at;
    const parent = columns.parent[hop] ?? -1;
    rows.push(
      <tr
        key={columns.hopIds[hop]}
        aria-rowindex={hop + 2}
        data-selected={hop === selected}
        onClick={() => onSelect(hop)}
        className="cursor-default whitespace-nowrap"
      >
        <td>
          <button
            type="button"
            className="link min-h-6 min-w-6 text-left"
            aria-current={hop === selected ? 'true' : undefined}
            onClick={() => onSelect(hop)}
          >
            {hop + 1}
          </button>
        </td>
        <td>
          <StatusBadge status={statusOf(columns, hop)} />
        </td>
        <td>{functionNameOf(columns, hop)}</td>
        <td>
          <MechanismIcon via={mechanismOf(columns, hop)} withWord />
        </td>
        <td className={clsx(parent < 0 && 'text-faint')}>
          {columns.linkKind[hop] === LINK_UNKNOWN_PARENT ? 'unknown' : parent < 0 ? 'none' : parent + 1}
        </td>
        <td>{columns.attempt[hop]}</td>
        <td>
          {Number.isNaN(at) ? (
            <span className="text-faint">not seen</span>
          ) : (
            <AbsoluteTime at={new Date(columns.baseMs + at).toISOString()} clock withMs />
          )}
        </td>
        <td className="font-mono text-xs">{Number.isNaN(at) ? '' : formatOffset(at - start, 10)}</td>
        <td className="font-mono text-xs">{Number.isNaN(ran) ? '' : formatDuration(Math.max(0, ran))}</td>
      </tr>,
    );
  }
  return (
    <>
      <div className="flex h-8 items-center justify-between border-b border-line pr-3 pl-5 text-xs text-muted">
        {columns.count.toLocaleString('en-US')} hops by start
        {switcher}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={scroller} tabIndex={0} className="min-h-0 flex-1 overflow-auto -outline-offset-2">
        <table className="table-dense" aria-label="Hops" aria-rowcount={columns.count + 1}>
          <thead className="sticky top-0 z-10 bg-surface">
            <tr>
              {HEAD.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first > 0 ? <Gap rows={first} /> : null}
            {rows}
            {last < columns.count - 1 ? <Gap rows={columns.count - 1 - last} /> : null}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Room for the rows that are not rendered. */
function Gap({ rows }: { rows: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={HEAD.length} style={{ height: rows * ROW_HEIGHT_PX, padding: 0 }} />
    </tr>
  );
}
