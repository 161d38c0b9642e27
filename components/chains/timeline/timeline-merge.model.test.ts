import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLine, aTimeline } from './a-timeline';
import { toTimelineColumns } from './timeline-columns.model';
import { mergeTimeline } from './timeline-merge.model';

describe('mergeTimeline', () => {
  it('replaces what changed, adds what is new, and counts from the earlier base', () => {
    const current = aTimeline([{ id: 'b', start: 0, status: 'running' }], 1000);
    const changed = aTimeline(
      [
        { id: 'a', start: 0, end: 400, functionName: 'other' },
        { id: 'b', parent: 'a', start: 500, end: 700 },
      ],
      500,
      '2',
    );
    const merged = mergeTimeline(current, changed);
    expect(merged).toMatchObject({
      revision: '2',
      baseMs: 500,
      hopIds: ['a', 'b'],
      startMs: [0, 500],
      endMs: [400, 700],
      functionNames: ['poll-order', 'other'],
      functionIndex: [1, 0],
    });
    expect(toTimelineColumns(merged).parent[1]).toBe(0);
  });

  it('keeps the hops on screen when nothing changed', () => {
    const current = aTimeline(aLine(3));
    expect(mergeTimeline(current, aTimeline([], 0, '9'))).toEqual({ ...current, revision: '9' });
    expect(mergeTimeline(current, aTimeline([], 0, '1'))).toBe(current);
  });

  it('ends at the whole timeline, in whatever pieces and order it came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 30 }), fc.nat(1e6), (picks, seed) => {
        const whole = aLine(31);
        const start = aTimeline(
          whole.slice(0, 5).map((hop) => ({ ...hop, end: -1, status: 'running' as const })),
          seed,
        );
        const pieces = [...picks.map((pick) => [pick]), whole.map((_, i) => i)];
        const merged = pieces.reduce((timeline, piece) => {
          const shift = (piece[0] ?? 0) * 7;
          const hops = piece.map((i) => whole[i] ?? { id: '' });
          const moved = hops.map((hop) => ({
            ...hop,
            start: (hop.start ?? 0) + shift,
            end: (hop.end ?? 0) + shift,
          }));
          return mergeTimeline(timeline, aTimeline(moved, seed - shift, 'x'));
        }, start);
        const columns = toTimelineColumns(merged);
        expect(merged.hopIds).toEqual(whole.map((hop) => hop.id));
        whole.forEach((hop, i) => {
          expect((columns.startMs[i] ?? 0) + merged.baseMs).toBe((hop.start ?? 0) + seed);
        });
      }),
    );
  });
});
