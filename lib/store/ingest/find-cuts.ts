/** Most ends of a lost link still meet nearby, or one of them has little left: look near first. */
const REACHES = [64, 1_024, 8_192];

/** Hops that accepted links connect with `hopId`, itself and the nearest first, at most `limit`. */
type Near = (hopId: string, limit: number) => Promise<readonly string[]>;

/** Two hops that a lost link connected, or that held together through what was cut off between them. */
type Ends = readonly [string, string];

/**
 * What the loss of links of one chain cut off, without reading the whole chain: each set is all that still holds
 * together, and what is in none of them is one set too. `unknown` where both sides of a loss are too large to be looked
 * at this way.
 */
export async function findCuts(lost: readonly Ends[], near: Near): Promise<string[][] | 'unknown'> {
  const cuts: string[][] = [];
  const nearOnce = rememberedNear(near);
  let left = [...lost];
  for (let ends = left.pop(); ends !== undefined; ends = left.pop()) {
    const found = await cutBetween(ends, nearOnce);
    if (found === 'unknown') return 'unknown';
    if (found === 'none') continue;
    cuts.push([...found]);
    const cut = new Set(found);
    const rest = cut.has(ends[0]) ? ends[1] : ends[0];
    // what hung on the set that was cut off may not hold together without it
    left = left
      .map(([one, other]): Ends => [cut.has(one) ? rest : one, cut.has(other) ? rest : other])
      .filter(([one, other]) => one !== other);
  }
  return cuts;
}

async function cutBetween([one, other]: Ends, near: Near): Promise<readonly string[] | 'none' | 'unknown'> {
  for (const reach of REACHES) {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const hopIds = await near(from, reach);
      if (hopIds.includes(to)) return 'none';
      if (hopIds.length < reach) return hopIds;
    }
  }
  return 'unknown';
}

/** One effect may have lost many causes at once. */
function rememberedNear(near: Near): Near {
  const known = new Map<string, Promise<readonly string[]>>();
  return (hopId, limit) => {
    const key = `${limit} ${hopId}`;
    const found = known.get(key) ?? near(hopId, limit);
    known.set(key, found);
    return found;
  };
}
