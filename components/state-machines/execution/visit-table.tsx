'use client';
import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Duration } from '@/components/ui/duration';
import { StatusIcon } from '@/components/ui/status-icon';
import type { StateMachineGraph } from '@/lib/contract/state-machine';
import { LookBadge } from '../look-badge';
import { VISIT_LOOK } from '../visit-look';
import { VisitBar } from './visit-bar';
import { VisitDetails } from './visit-details';
import { branchWords, type VisitRow } from './visit-rows.model';

const SHOWN_AT_ONCE = 200;

/** The visits in the order of the history; each opens to its attempts, input and output. */
export function VisitTable({
  rows,
  graph,
  opened,
  onOpen,
}: {
  rows: readonly VisitRow[];
  graph: StateMachineGraph | null;
  opened: number | null;
  onOpen: (index: number | null) => void;
}) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const reach = opened === null ? shown : Math.max(shown, rows.findIndex((row) => row.index === opened) + 1);
  return (
    <>
      <table className="table-dense stack table-fixed">
        <caption className="sr-only">States that the execution entered, in order</caption>
        <thead>
          <tr>
            <th scope="col" className="w-[30%]">
              State
            </th>
            <th scope="col" className="w-[7rem]">
              Status
            </th>
            <th scope="col" className="w-[6rem]">
              Attempts
            </th>
            <th scope="col" className="w-[5.5rem]">
              Took
            </th>
            <th scope="col">Time</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, reach).map((row) => {
            const open = row.index === opened;
            const branch = branchWords(row.visit, graph);
            return (
              <Fragment key={row.index}>
                <tr data-selected={open}>
                  <td data-wide>
                    <button
                      type="button"
                      data-row-link
                      aria-expanded={open}
                      title={row.visit.stateName}
                      onClick={() => onOpen(open ? null : row.index)}
                      style={{ paddingLeft: Math.min(row.depth, 6) * 14 }}
                      className="flex min-h-6 w-full min-w-0 items-center gap-1 text-left"
                    >
                      <ChevronRight
                        aria-hidden
                        className={clsx('size-3.5 shrink-0 text-muted', open && 'rotate-90')}
                      />
                      <span className="min-w-0 truncate font-medium">{row.visit.stateName}</span>
                      {branch === null ? null : (
                        <span className="min-w-0 shrink-2 truncate text-xs text-muted">{branch}</span>
                      )}
                    </button>
                  </td>
                  <td>
                    <LookBadge look={VISIT_LOOK[row.visit.status]} plain />
                  </td>
                  <td>
                    <AttemptIcons row={row} />
                  </td>
                  <td className="text-muted">
                    <Duration
                      durationMs={row.durationMs}
                      runningSince={row.visit.status === 'running' ? row.visit.enteredAt : null}
                    />
                  </td>
                  <td data-wide>
                    <VisitBar row={row} />
                  </td>
                </tr>
                {open ? (
                  <tr>
                    <td colSpan={5} data-wide className="bg-sunken">
                      <VisitDetails visit={row.visit} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {rows.length > reach ? (
        <Button className="mt-2 ml-5" onClick={() => setShown(reach + SHOWN_AT_ONCE)}>
          Show {Math.min(SHOWN_AT_ONCE, rows.length - reach)} more of {rows.length.toLocaleString('en-US')}
        </Button>
      ) : null}
    </>
  );
}

const MOST_ICONS = 3;

function AttemptIcons({ row: { visit } }: { row: VisitRow }) {
  if (visit.attempts.length === 0) return <span className="text-faint max-sm:hidden">none</span>;
  const last = visit.attempts.slice(-MOST_ICONS);
  return (
    <span className="inline-flex items-center gap-1">
      <span>{visit.attempts.length}</span>
      {last.map((attempt) => (
        <StatusIcon key={attempt.attempt} status={attempt.hop?.status ?? attemptStatus(visit, attempt)} />
      ))}
    </span>
  );
}

function attemptStatus(
  { status }: VisitRow['visit'],
  { error, endedAt }: VisitRow['visit']['attempts'][number],
): 'failed' | 'succeeded' | 'running' | 'cut' {
  if (error !== null) return 'failed';
  if (endedAt !== null) return 'succeeded';
  return status === 'running' ? 'running' : 'cut';
}
