import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCuts } from './find-cuts.ts';
import { UnionFind } from './union-find.ts';

type Pair = readonly [string, string];

/** Walks the links that are left, nearest first, as the database does. */
function nearBy(links: readonly Pair[]) {
  return async (hopId: string, limit: number) => {
    const found = [hopId];
    for (const at of found) {
      for (const pair of links) {
        const next = pair[0] === at ? pair[1] : pair[0];
        if (pair.includes(at) && !found.includes(next)) found.push(next);
      }
    }
    return found.slice(0, limit);
  };
}

const sorted = (sets: readonly (readonly string[])[]) => sets.map((set) => [...set].sort()).sort();

describe('findCuts', () => {
  it('cuts off what hung on a hop that is cut off itself', async () => {
    const links: Pair[] = [['101', '100']];
    const lost: Pair[] = [
      ['104', '100'],
      ['105', '104'],
    ];
    const expected = [['104'], ['105']];
    expect(sorted(asCuts(await findCuts(lost, nearBy(links))))).toEqual(expected);
    expect(sorted(asCuts(await findCuts(lost.toReversed(), nearBy(links))))).toEqual(expected);
  });

  it('cuts off nothing where both ends still meet', async () => {
    const links: Pair[] = [
      ['b', 'a'],
      ['c', 'b'],
    ];
    expect(await findCuts([['c', 'a']], nearBy(links))).toEqual([]);
  });

  it('does not decide between two sides that are both too large', async () => {
    const large = async (hopId: string, limit: number) =>
      Array.from({ length: limit }, (_, i) => `${hopId}${i}`);
    expect(await findCuts([['a', 'b']], large)).toBe('unknown');
  });

  it('leaves exactly one set of any chain, whatever links it loses', async () => {
    const causes = fc.array(fc.record({ cause: fc.nat(), lost: fc.boolean() }), {
      minLength: 1,
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(causes, async (plan) => {
        const links = plan.map(({ cause, lost }, i) => ({
          ends: [`${i + 1}`, `${cause % (i + 1)}`] as const,
          lost,
        }));
        const kept = links.filter((link) => !link.lost).map((link) => link.ends);
        const lost = links.filter((link) => link.lost).map((link) => link.ends);
        const cuts = asCuts(await findCuts(lost, nearBy(kept)));
        const hopIds = ['0', ...links.map((link) => link.ends[0])];
        const rest = hopIds.filter((hopId) => !cuts.flat().includes(hopId));
        expect(sorted([...cuts, rest])).toEqual(sorted(componentsOf(hopIds, kept)));
      }),
    );
  });
});

function asCuts(cuts: string[][] | 'unknown'): string[][] {
  if (cuts === 'unknown') throw new Error('The search gave up');
  return cuts;
}

function componentsOf(hopIds: readonly string[], links: readonly Pair[]): string[][] {
  const find = new UnionFind();
  for (const [one, other] of links) find.join(one, other);
  const sets = new Map<string, string[]>();
  for (const hopId of hopIds) sets.set(find.root(hopId), [...(sets.get(find.root(hopId)) ?? []), hopId]);
  return [...sets.values()];
}
