import type { StateMachineGraph } from '@/lib/contract/state-machine';
import { isState } from './graph-layout.model';

export interface StateWords {
  id: string;
  name: string;
  /** "Task, runs report-status, in Each order". */
  what: string;
  /** Where it leads, one sentence each. */
  ways: string[];
}

/** The graph in words, in the order of the definition: what each state is and where it leads. */
export function graphWords({ nodes, edges }: StateMachineGraph): StateWords[] {
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const out = new Map<string, StateMachineGraph['edges']>();
  for (const edge of edges) {
    const ways = out.get(edge.from);
    if (ways === undefined) out.set(edge.from, [edge]);
    else ways.push(edge);
  }
  return nodes.filter(isState).map(({ id, name, type, functionName, parentId }) => {
    const parent = parentId === null ? undefined : nodeOf.get(parentId);
    const parts = [
      type,
      functionName === null ? null : `runs ${functionName}`,
      parent && `in ${parent.name}`,
    ];
    const ways = (out.get(id) ?? []).map(({ to, kind, label }) => {
      const target = nodeOf.get(to);
      const where = target?.type === 'end' ? 'the end' : (target?.name ?? to);
      if (kind === 'catch') return `${label ?? 'on an error'}: to ${where}`;
      return label === null ? `to ${where}` : `${kind === 'choice' ? 'when ' : ''}${label}: to ${where}`;
    });
    return { id, name, what: parts.filter(Boolean).join(', '), ways };
  });
}
