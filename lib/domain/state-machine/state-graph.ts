export type StateType = 'Task' | 'Choice' | 'Wait' | 'Pass' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

/** A state as the graph draws it; `start` and `end` stand for the workflow's own ends. */
export interface GraphNode {
  /** Unique; the name, after its parents' names and a slash within a Parallel or Map. */
  id: string;
  name: string;
  type: StateType | 'start' | 'end';
  /** The Parallel or Map that holds it. */
  parentId: string | null;
  /** Of a Task that runs a Lambda function by a fixed name. */
  functionName: string | null;
}

export interface GraphEdge {
  from: string;
  to: string;
  kind: 'next' | 'choice' | 'default' | 'catch';
  label: string | null;
}

/**
 * The workflow with one `start` and one `end`. Each branch of a Parallel and the processor of a Map begin with a `start`
 * of their own, whose parent is that state; they end without a node.
 */
export interface StateGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}
