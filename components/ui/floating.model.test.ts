import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeFloating } from './floating.model';

const viewport = { width: 400, height: 300 };
const anchor = { left: 100, top: 100, width: 40, height: 20 };

describe('placeFloating', () => {
  it('stands at the wished side, aligned as wished', () => {
    const size = { width: 60, height: 30 };
    expect(placeFloating(anchor, size, viewport, 'bottom', 'start')).toMatchObject({ left: 100, top: 126 });
    expect(placeFloating(anchor, size, viewport, 'top', 'center')).toMatchObject({ left: 90, top: 64 });
    expect(placeFloating(anchor, size, viewport, 'bottom', 'end')).toMatchObject({ left: 80 });
  });
  it('turns to the roomier side where it does not fit', () => {
    const low = { ...anchor, top: 260 };
    expect(placeFloating(low, { width: 60, height: 100 }, viewport, 'bottom', 'start').top).toBe(154);
  });
  it('stays inside the viewport', () => {
    const side = fc.constantFrom('top' as const, 'bottom' as const);
    const align = fc.constantFrom('start' as const, 'center' as const, 'end' as const);
    const size = fc.record({
      width: fc.integer({ min: 1, max: 384 }),
      height: fc.integer({ min: 1, max: 900 }),
    });
    const box = fc.record({
      left: fc.integer({ min: 0, max: 360 }),
      top: fc.integer({ min: 0, max: 280 }),
      width: fc.constant(40),
      height: fc.constant(20),
    });
    fc.assert(
      fc.property(box, size, side, align, (at, floating, s, a) => {
        const place = placeFloating(at, floating, viewport, s, a);
        const height = Math.min(floating.height, place.maxHeight);
        expect(place.left).toBeGreaterThanOrEqual(8);
        expect(place.left + floating.width).toBeLessThanOrEqual(392);
        expect(place.top).toBeGreaterThanOrEqual(0);
        expect(place.top + height).toBeLessThanOrEqual(300);
      }),
    );
  });
});
