/** Which nodes belong together; a node is an existing chain or a hop that has none yet. */
export class UnionFind {
  readonly #parents = new Map<string, string>();

  root(node: string): string {
    let root = node;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root))
      root = parent;
    for (let at = node; at !== root; ) {
      const next = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = next;
    }
    return root;
  }

  join(a: string, b: string): string {
    const [rootA, rootB] = [this.root(a), this.root(b)];
    if (rootA !== rootB) this.#parents.set(rootB, rootA);
    return rootA;
  }
}
