// biome-ignore-all lint/a11y/useSemanticElements: rows of a windowed grid are laid out as flex boxes; a table's rows cannot be
import clsx from 'clsx';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { formatCount } from '@/components/ui/format-count';
import { formatDuration } from '@/components/ui/format-duration';
import { MechanismIcon } from '@/components/ui/mechanism-icon';
import { StatusIcon } from '@/components/ui/status-icon';
import { TimelineBar } from './timeline-bar';
import { describeHop, rowBars } from './timeline-bars.model';
import {
  functionNameOf,
  isBadRank,
  LINK_UNKNOWN_PARENT,
  mechanismOf,
  rankOf,
  statusOf,
  type TimelineColumns,
} from './timeline-columns.model';
import type { Projection } from './timeline-zoom.model';
import { ROW_HEIGHT_PX } from './use-row-window';

const INDENT_PX = 14;

interface TimelineRowProps {
  columns: TimelineColumns;
  hop: number;
  row: number;
  depth: number;
  /** depth that still fits the tree's width */
  deepest: number;
  expandable: boolean;
  collapsed: boolean;
  /** hops that a collapsed row hides, and how many of them went wrong */
  hidden: number;
  hiddenBad: number;
  selected: boolean;
  projection: Projection;
  nowMs: number;
  narrow: boolean;
}

/** One hop: place in the tree, cause, and its bar. Clicks are heard by the grid, so that a row holds no handlers. */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { columns, hop, row, depth, collapsed, hidden, hiddenBad, selected, narrow } = props;
  const status = statusOf(columns, hop);
  const via = mechanismOf(columns, hop);
  const isStart =
    via === 'unknown' && (columns.parent[hop] ?? -1) < 0 && columns.linkKind[hop] !== LINK_UNKNOWN_PARENT;
  const bad = isBadRank(rankOf(columns, hop));
  const bars = rowBars(columns, hop, props.projection, props.nowMs);
  const words = describeHop(columns, hop, formatDuration);
  const Chevron = collapsed ? ChevronRight : ChevronDown;
  return (
    <div
      role="row"
      tabIndex={-1}
      id={`hop-row-${row}`}
      data-row={row}
      data-bad={bad || undefined}
      aria-rowindex={row + 2}
      aria-level={depth + 1}
      aria-selected={selected}
      aria-expanded={props.expandable ? !collapsed : undefined}
      className="timeline-row absolute inset-x-0 top-0 flex h-8 border-b border-(--grid)"
      style={{ transform: `translateY(${row * ROW_HEIGHT_PX}px)` }}
    >
      <div
        role="gridcell"
        tabIndex={-1}
        className="flex w-(--tree) shrink-0 items-center gap-1.5 overflow-hidden border-r border-line pr-2 whitespace-nowrap"
        style={{ paddingLeft: 4 + Math.min(depth, props.deepest) * INDENT_PX }}
      >
        <span
          data-toggle={props.expandable || undefined}
          className={clsx(
            'flex h-full w-5 shrink-0 items-center justify-center text-muted',
            props.expandable && 'cursor-pointer hover:text-text',
          )}
        >
          {props.expandable ? <Chevron aria-hidden className="size-3.5" /> : null}
        </span>
        <StatusIcon status={status} />
        <span className="shrink-0 text-muted">{hop + 1}</span>
        <span
          className={clsx('min-w-0 truncate', selected && 'font-medium', bad && 'font-medium text-failed')}
          title={functionNameOf(columns, hop)}
        >
          {functionNameOf(columns, hop)}
        </span>
        {collapsed ? (
          <span className={clsx('text-xs', hiddenBad > 0 ? 'text-failed' : 'text-faint')}>
            +{formatCount(hidden, false)}
            {hiddenBad > 0 ? `, ${formatCount(hiddenBad, false)} failed` : ''}
          </span>
        ) : null}
        {isStart ? (
          <span className="ml-auto text-xs text-faint">start</span>
        ) : (
          <MechanismIcon via={via} withWord={!narrow} className="ml-auto text-faint" />
        )}
      </div>
      <div
        role="gridcell"
        tabIndex={-1}
        aria-label={words}
        title={words}
        className="relative min-w-0 flex-1 overflow-hidden"
      >
        <TimelineBar
          bars={bars}
          status={status}
          bad={bad}
          unknownParent={columns.linkKind[hop] === LINK_UNKNOWN_PARENT}
        />
      </div>
    </div>
  );
});
