import { formatDuration } from '@/components/ui/format-duration';
import type { ExecutionDetail, StateMachineGraph } from '@/lib/contract/state-machine';
import type { Visit } from './execution-path.model';

export const VISIT_VIEWS = ['all', 'tasks', 'troubled'] as const;
export type VisitView = (typeof VISIT_VIEWS)[number];

/** A stretch of time on the execution's own scale, in per cent. */
interface Stretch {
  left: number;
  width: number;
}
export interface VisitRow {
  /** Position in the history, from 0: the address of it. */
  index: number;
  visit: Visit;
  /** How deep it is nested. */
  depth: number;
  whole: Stretch;
  attempts: Stretch[];
  /** Only waits: thin. */
  waits: boolean;
  durationMs: number | null;
}

/** The visits that a view shows, of one state where one is chosen, with where each lies in the execution's time. */
export function visitRows(
  execution: Pick<ExecutionDetail, 'visits' | 'startedAt' | 'stoppedAt'>,
  { view, stateId, nowMs }: { view: VisitView; stateId: string | null; nowMs: number },
): VisitRow[] {
  const from = Date.parse(execution.startedAt);
  const ends = execution.visits.flatMap(({ exitedAt, enteredAt }) => Date.parse(exitedAt ?? enteredAt));
  const lastKnown = ends.reduce((latest, end) => Math.max(latest, end), from);
  const to = execution.stoppedAt === null ? Math.max(nowMs, lastKnown) : Date.parse(execution.stoppedAt);
  const total = Math.max(1, to - from);
  const stretch = (start: string, end: string | null): Stretch => {
    const left = clamp((Date.parse(start) - from) / total);
    const right = clamp(((end === null ? to : Date.parse(end)) - from) / total);
    return { left: percent(left), width: percent(Math.max(0, right - left)) };
  };
  return execution.visits.flatMap((visit, index) => {
    if (stateId !== null && visit.stateId !== stateId) return [];
    if (!isInView(visit, view)) return [];
    const { enteredAt, attempts, type, branch } = visit;
    const exitedAt = endOfVisit(visit, execution.stoppedAt);
    return {
      index,
      visit,
      depth: branch === null ? 0 : branch.split('/').length,
      whole: stretch(enteredAt, exitedAt),
      attempts: attempts.map(({ startedAt, endedAt }) => stretch(startedAt, endedAt ?? exitedAt)),
      waits: type === 'Wait',
      durationMs: exitedAt === null ? null : Date.parse(exitedAt) - Date.parse(enteredAt),
    };
  });
}

/** A visit that an error or a stop ended was never left: it reaches to the end of the execution. */
function endOfVisit({ exitedAt, status }: Visit, stoppedAt: string | null): string | null {
  return exitedAt ?? (status === 'running' ? null : stoppedAt);
}

function isInView({ status, attempts }: Visit, view: VisitView): boolean {
  if (view === 'all') return true;
  if (view === 'tasks') return attempts.length > 0;
  return (
    status === 'failed' ||
    status === 'caught' ||
    status === 'timed-out' ||
    attempts.some(({ error }) => error !== null)
  );
}

const percent = (share: number) => Math.round(share * 100_000) / 1000;
const clamp = (share: number) => Math.min(1, Math.max(0, share));

/** The branch or iteration of a visit: "Each order, iteration 3"; null at the top. */
export function branchWords({ stateId, branch }: Visit, graph: StateMachineGraph | null): string | null {
  if (branch === null) return null;
  const nodeOf = new Map(graph?.nodes.map((node) => [node.id, node]));
  const parent = nodeOf.get(nodeOf.get(stateId)?.parentId ?? '');
  const number = Number(branch.split('/').at(-1));
  const place = Number.isInteger(number) ? number + 1 : branch;
  const word = parent?.type === 'Map' ? 'iteration' : 'branch';
  return parent === undefined ? `${word} ${place}` : `${parent.name}, ${word} ${place}`;
}

/** What became of one attempt, in words. */
export function attemptWords(
  { attempts, status }: Pick<Visit, 'attempts' | 'status'>,
  index: number,
): string {
  const known = attempts[index];
  if (known === undefined) return '';
  const { attempt, startedAt, endedAt, error } = known;
  const took = endedAt === null ? null : formatDuration(Date.parse(endedAt) - Date.parse(startedAt));
  const open = status === 'running' ? 'running' : 'its end is not in the history';
  const what = error ?? (endedAt === null ? open : 'succeeded');
  const then = error !== null && index < attempts.length - 1 ? ', tried again' : '';
  return `Attempt ${attempt}: ${what}${took === null ? '' : ` after ${took}`}${then}`;
}
