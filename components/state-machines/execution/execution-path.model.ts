import type { ExecutionDetail, StateMachineGraph } from '@/lib/contract/state-machine';

export type Visit = ExecutionDetail['visits'][number];
type VisitStatus = Visit['status'];

/** What an execution did with one state. */
export interface StateTrace {
  status: VisitStatus;
  visitCount: number;
  attemptCount: number;
}
export interface ExecutionPath {
  stateOf: ReadonlyMap<string, StateTrace>;
  /** How often each line was taken, by `lineKey`. */
  takenOf: ReadonlyMap<string, number>;
}

export function lineKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

const WORST_FIRST: readonly VisitStatus[] = ['failed', 'timed-out', 'aborted', 'running', 'caught'];

/** The path that an execution took through the graph: from visits in the order of its history, nested ones behind their parents. */
export function executionPath(
  { visits, status }: Pick<ExecutionDetail, 'visits' | 'status'>,
  graph: StateMachineGraph,
): ExecutionPath {
  const nodeOf = new Map(graph.nodes.map((node) => [node.id, node]));
  const startOf = new Map<string, string>();
  for (const { from, to } of graph.edges) if (nodeOf.get(from)?.type === 'start') startOf.set(to, from);
  const endsAt = new Map(
    graph.edges.flatMap(({ from, to }) => (nodeOf.get(to)?.type === 'end' ? [[from, to] as const] : [])),
  );
  const edges = new Set(graph.edges.map(({ from, to }) => lineKey(from, to)));
  const stateOf = new Map<string, StateTrace>();
  const latestOf = new Map<string, Map<string | null, VisitStatus>>();
  const takenOf = new Map<string, number>();
  const take = (from: string, to: string) => {
    const key = lineKey(from, to);
    if (edges.has(key)) takenOf.set(key, (takenOf.get(key) ?? 0) + 1);
  };
  /** The visit before in the same workflow, branch or iteration. */
  const before = new Map<string, Visit>();
  const branchesOf = new Map<string, Set<string>>();
  for (const visit of visits) {
    const { stateId, branch } = visit;
    const latest = latestOf.get(stateId) ?? new Map<string | null, VisitStatus>();
    latestOf.set(stateId, latest.set(branch, visit.status));
    const known = stateOf.get(stateId);
    stateOf.set(stateId, {
      status: statusOf(latest),
      visitCount: (known?.visitCount ?? 0) + 1,
      attemptCount: (known?.attemptCount ?? 0) + visit.attempts.length,
    });
    const parentId = nodeOf.get(stateId)?.parentId ?? null;
    const sequence = JSON.stringify([parentId, branch]);
    const last = before.get(sequence);
    if (last === undefined) {
      const start = startOf.get(stateId);
      if (start !== undefined) take(start, stateId);
    } else take(last.stateId, stateId);
    before.set(sequence, visit);
    if (parentId !== null) branchesOf.set(parentId, (branchesOf.get(parentId) ?? new Set()).add(sequence));
    // entered anew, its branches begin anew
    for (const inner of branchesOf.get(stateId) ?? []) before.delete(inner);
  }
  const last = before.get(JSON.stringify([null, null]));
  const end = last === undefined ? undefined : endsAt.get(last.stateId);
  const closed = status !== 'RUNNING' && status !== 'PENDING_REDRIVE';
  if (
    last !== undefined &&
    end !== undefined &&
    closed &&
    (last.status === 'succeeded' || last.type === 'Fail')
  ) {
    take(last.stateId, end);
  }
  return { stateOf, takenOf };
}

/** Of the branches and iterations, each as it went last, the one that needs a look first. */
function statusOf(latest: ReadonlyMap<string | null, VisitStatus>): VisitStatus {
  const all = [...latest.values()];
  return WORST_FIRST.find((status) => all.includes(status)) ?? 'succeeded';
}
