import type { StateMachineGraph } from '@/lib/contract/state-machine';
import { isRecord } from '@/lib/domain/is-record';

/** A state of the definition as JSON text, without the states within it; null where it is not found. */
export function stateJson(definition: string, graph: StateMachineGraph, id: string): string | null {
  const nodeOf = new Map(graph.nodes.map((node) => [node.id, node]));
  const way: string[] = [];
  for (
    let at = nodeOf.get(id);
    at !== undefined;
    at = at.parentId === null ? undefined : nodeOf.get(at.parentId)
  ) {
    way.unshift(at.id);
  }
  let blocks: unknown[] = [parsed(definition)];
  let found: Record<string, unknown> | null = null;
  for (const step of way) {
    const node = nodeOf.get(step);
    // branches may hold states of the same name
    const namesakes = graph.nodes.filter(
      (other) => other.parentId === node?.parentId && other.name === node?.name && other.type !== 'start',
    );
    const holding = blocks.flatMap((block) => {
      const states = isRecord(block) && isRecord(block.States) ? block.States : {};
      const state = Object.hasOwn(states, node?.name ?? '') ? states[node?.name ?? ''] : null;
      return isRecord(state) ? [state] : [];
    });
    found = holding[namesakes.findIndex((other) => other.id === step)] ?? null;
    if (found === null) return null;
    blocks = Array.isArray(found.Branches) ? found.Branches : [found.ItemProcessor ?? found.Iterator];
  }
  if (found === null) return null;
  const { Branches, ItemProcessor, Iterator: iterator, ...own } = found;
  return JSON.stringify(own);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
