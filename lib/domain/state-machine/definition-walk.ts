import type { GraphEdge, GraphNode, StateGraph, StateType } from './state-graph.ts';

/** The rest is seldom looked at, and each costs a walk over the text. */
const MOST_PROBLEMS = 100;

/** A whole workflow, a branch of a Parallel or the processor of a Map. */
export interface Block {
  value: unknown;
  /** JSON Pointer of it; empty for the whole. */
  path: string;
  parentId: string | null;
  depth: number;
}

/** A state that was found, before its transitions are followed. */
export interface FoundState {
  state: Record<string, unknown>;
  type: StateType;
  id: string;
  path: string;
}

/** What is gathered while a definition is read. */
export class DefinitionWalk {
  readonly graph: StateGraph = { nodes: [], edges: [] };
  readonly problems: { path: string; message: string }[] = [];
  readonly blocks: Block[] = [];
  readonly functionNames = new Set<string>();
  readonly #taken = new Map<string, number>();

  problem(path: string, message: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ path, message });
  }

  node(wantedId: string, node: Omit<GraphNode, 'id'>): string {
    let id = wantedId;
    while (this.#taken.has(id)) {
      const copy = (this.#taken.get(wantedId) ?? 1) + 1;
      this.#taken.set(wantedId, copy);
      id = `${wantedId} (${copy})`;
    }
    this.#taken.set(id, 1);
    this.graph.nodes.push({ id, ...node });
    if (node.functionName !== null) this.functionNames.add(node.functionName);
    return id;
  }

  edge(from: string, to: string, kind: GraphEdge['kind'], label: string | null = null): void {
    this.graph.edges.push({ from, to, kind, label });
  }
}

/** One step of a JSON Pointer (RFC 6901). */
export function pointerStep(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
