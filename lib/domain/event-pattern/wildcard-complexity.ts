/**
 * AWS does not publish how complex the wildcards of one field may be. This threshold is ours: no use that is meant to
 * be read comes near it.
 */
export const MAXIMUM_WILDCARD_COMPLEXITY = 100;

/**
 * How many ways through the wildcards of a field one value can keep open at once: behind every star as many as the
 * text there can overlap itself. `a*aaa` counts 3, `a*abc` 1.
 */
export function wildcardComplexity(wildcards: readonly (readonly string[])[]): number {
  let ways = 0;
  for (const parts of wildcards) {
    for (const part of parts.slice(1)) ways += Math.max(1, deepestOverlap(part));
  }
  return ways;
}

/** The most prefixes of `text` that end one behind the other: the depth of its table of borders. */
function deepestOverlap(text: string): number {
  const border: number[] = [0];
  const depth: number[] = [1];
  let deepest = text === '' ? 0 : 1;
  let length = 0;
  for (let index = 1; index < text.length; index += 1) {
    while (length > 0 && text[index] !== text[length]) length = border[length - 1] ?? 0;
    if (text[index] === text[length]) length += 1;
    border.push(length);
    depth.push(length === 0 ? 1 : 1 + (depth[length - 1] ?? 0));
    deepest = Math.max(deepest, depth[index] ?? 0);
  }
  return deepest;
}
