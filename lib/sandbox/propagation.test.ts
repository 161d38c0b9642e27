import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Propagation } from './propagation.ts';

const DELAY_MS = 300;

it('shows at any time what was set that long ago', () => {
  const zChanges = fc.array(fc.record({ afterMs: fc.nat(400), value: fc.string() }), { maxLength: 12 });
  fc.assert(
    fc.property(zChanges, fc.nat(4_000), (changes, lookAfterMs) => {
      let now = 0;
      let current = 'initial';
      const propagation = new Propagation<string>(() => now, DELAY_MS);
      const history = [{ atMs: Number.NEGATIVE_INFINITY, value: current }];
      const expected = () => history.findLast(({ atMs }) => atMs <= now - DELAY_MS)?.value;
      for (const { afterMs, value } of changes) {
        now += afterMs;
        expect(propagation.inEffect('key', current)).toBe(expected());
        propagation.changed('key', current);
        current = value;
        history.push({ atMs: now, value });
      }
      now += lookAfterMs;
      expect(propagation.inEffect('key', current)).toBe(expected());
      expect(propagation.inEffect('other', 'x')).toBe('x');
      now += DELAY_MS;
      expect(propagation.pendingKeys()).toEqual([]);
    }),
  );
});

it('without a delay every change counts at once', () => {
  const propagation = new Propagation<string>(() => 0, 0);
  propagation.changed('key', 'former');
  expect(propagation.inEffect('key', 'current')).toBe('current');
});
