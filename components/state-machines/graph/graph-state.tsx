import clsx from 'clsx';
import { TONE_TEXT } from '@/components/ui/status-look';
import type { StateTrace } from '../execution/execution-path.model';
import { VISIT_LOOK } from '../visit-look';
import type { PlacedState } from './graph-layout.model';
import { STATE_ICON } from './state-look';

const BORDER = {
  succeeded: 'border-succeeded',
  failed: 'border-failed',
  running: 'border-running',
  waiting: 'border-waiting',
  lost: 'border-lost',
  cut: 'border-cut',
} as const;

/** How often it was entered and tried, in words. */
export function traceWords({ visitCount, attemptCount }: StateTrace): string {
  const visits = visitCount === 1 ? '1 visit' : `${visitCount.toLocaleString('en-US')} visits`;
  return attemptCount <= visitCount ? visits : `${visits}, ${attemptCount.toLocaleString('en-US')} attempts`;
}

/** A state as a button; a Parallel or Map as the head of its box. */
export function GraphState({
  state,
  trace,
  traced,
  selected,
  tabbable,
  onSelect,
  onFocus,
  refOf,
}: {
  state: PlacedState;
  trace: StateTrace | null;
  /** An execution's path is shown: what it did not enter steps back. */
  traced: boolean;
  selected: boolean;
  tabbable: boolean;
  onSelect: () => void;
  onFocus: () => void;
  refOf: (element: HTMLButtonElement | null) => void;
}) {
  const Icon = STATE_ICON[state.type];
  const look = trace === null ? null : VISIT_LOOK[trace.status];
  const StatusIcon = look?.icon;
  const below =
    trace !== null ? traceWords(trace) : traced ? 'not entered' : (state.functionName ?? state.type);
  const place = { left: state.x, top: state.y, width: state.width };
  return (
    <>
      {state.holds ? (
        <div
          aria-hidden
          style={{ ...place, height: state.height }}
          className="absolute rounded-lg border border-dashed border-line-control bg-sunken/50"
        />
      ) : null}
      <button
        ref={refOf}
        type="button"
        data-state-id={state.id}
        aria-pressed={selected}
        tabIndex={tabbable ? 0 : -1}
        onClick={onSelect}
        onFocus={onFocus}
        title={state.name}
        style={{ ...place, height: state.holds ? 40 : state.height }}
        className={clsx(
          'absolute flex items-center gap-2 border px-2.5 text-left',
          state.type === 'Choice' ? 'rounded-[22px]' : 'rounded-md',
          selected ? 'bg-selected' : 'bg-raised hover:bg-hover',
          look === null ? 'border-line-control' : ['border-2', BORDER[look.tone]],
          selected && 'outline-2 outline-offset-1 outline-(--focus-ring)',
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="min-w-0 flex-1">
          <span
            className={clsx('block truncate text-xs font-medium', traced && trace === null && 'text-muted')}
          >
            {state.name}
          </span>
          <span className="block truncate text-2xs text-muted">
            {below === state.type ? null : <span className="sr-only">{state.type}, </span>}
            {below}
          </span>
        </span>
        {look === null || StatusIcon === undefined ? null : (
          <span className={clsx('shrink-0', TONE_TEXT[look.tone])} title={look.word}>
            <StatusIcon
              aria-hidden
              className={clsx('size-4', look.word === 'Running' && 'motion-safe:animate-spin')}
            />
            <span className="sr-only">{look.word}</span>
          </span>
        )}
      </button>
    </>
  );
}
