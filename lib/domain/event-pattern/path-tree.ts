/** The dotted names of a pattern as a tree of their steps, so that an event is walked only where it is asked for. */
export interface PathTree {
  /** The name's place in the list the tree was made of; -1 where none ends here. */
  index: number;
  readonly steps: Map<string, PathTree>;
}

export function pathTree(names: readonly string[]): PathTree {
  const root: PathTree = { index: -1, steps: new Map() };
  for (const [index, name] of names.entries()) {
    let node = root;
    for (const step of name.split('.')) node = nextStep(node, step);
    node.index = index;
  }
  return root;
}

/** Where an event's key leads: a key with dots takes several steps. */
export function follow(tree: PathTree, key: string): PathTree | undefined {
  const direct = tree.steps.get(key);
  if (direct !== undefined || !key.includes('.')) return direct;
  let node: PathTree | undefined = tree;
  for (const step of key.split('.')) node = node?.steps.get(step);
  return node;
}

function nextStep(node: PathTree, step: string): PathTree {
  const known = node.steps.get(step);
  if (known !== undefined) return known;
  const next: PathTree = { index: -1, steps: new Map() };
  node.steps.set(step, next);
  return next;
}
