import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEvent } from './check-event.ts';

const EVENT = {
  id: '7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f',
  account: '123456789012',
  source: 'shop.orders',
  time: '2026-10-08T09:15:02Z',
  region: 'eu-west-1',
  resources: [],
  'detail-type': 'Order Placed',
};

describe('checkEvent', () => {
  it('takes an event with all fields', () => {
    expect(checkEvent(JSON.stringify(EVENT))).toEqual({ ok: true, event: EVENT });
  });

  it.each(Object.keys(EVENT))('refuses an event without %s', (field) => {
    const { [field]: _, ...rest } = Object.fromEntries(Object.entries(EVENT));
    expect(checkEvent(JSON.stringify(rest))).toEqual({
      ok: false,
      message: 'Parameter Event is not valid.',
      reason: `The event has no ${field}.`,
    });
  });

  it.each([
    ['', 'The event is not JSON: A JSON value is missing (line 1, column 1).'],
    ['{"a":\n1 2}', 'The event is not JSON: Expected "," or "}", found “2” (line 2, column 3).'],
    ['[]', 'The event is not a JSON object.'],
    ['12345678901234567890', 'The event is not a JSON object.'],
    [`${'['.repeat(5000)}1e5${']'.repeat(5000)}`, 'The event is not JSON: Document nesting depth'],
  ])('refuses %s', (text, reason) => {
    const checked = checkEvent(text);
    expect(checked.ok ? null : checked.reason).toContain(reason.replace(/\.$/, ''));
  });

  it('reads as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const text = JSON.stringify({ ...EVENT, detail: JSON.parse(json), big: 1e100 });
        const checked = checkEvent(text);
        expect(checked.ok && checked.event).toEqual(JSON.parse(text));
      }),
    );
  });
});
