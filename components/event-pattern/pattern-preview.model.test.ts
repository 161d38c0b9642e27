import { describe, expect, it } from 'vitest';
import { parseEventPattern } from '@/lib/domain/event-pattern/parse-event-pattern';
import { knownEvents, previewPattern } from './pattern-preview.model';

const event = (id: string, more: object) =>
  ({ eventId: id, eventBusName: 'b', at: '2026-11-23T09:00:00.000Z', event: JSON.stringify(more) }) as const;
const recorded = {
  items: [
    event('far', { source: 'else', 'detail-type': 'x', detail: { status: 'DONE' } }),
    event('match', { source: 'orders', 'detail-type': 'x', detail: { status: 'PENDING', 'a.b': [1] } }),
    event('near', { source: 'orders', 'detail-type': 'x', detail: { status: 'DONE' } }),
    { ...event('torn', {}), event: '{"source":' },
  ],
  truncated: false,
  watched: true,
};

describe('a pattern on recorded events', () => {
  it('counts, and gives examples with the reason, the nearest first', () => {
    const known = knownEvents(recorded);
    const parsed = parseEventPattern('{"source":["orders"],"detail":{"status":["PENDING"]}}');
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const preview = previewPattern(parsed.pattern, known.events);
    expect(known.events).toHaveLength(3);
    expect(preview.matchCount).toBe(1);
    expect(preview.matches.map((each) => each.eventId)).toEqual(['match']);
    expect(preview.nearMisses.map(({ event, failures }) => [event.eventId, failures.length])).toEqual([
      ['near', 1],
      ['far', 2],
    ]);
    expect(preview.nearMisses[0]?.failures[0]?.reason).toMatch(/DONE/);
  });

  it('knows every field that an event has', () => {
    expect(knownEvents(recorded).fields).toEqual(['detail-type', 'detail.status', 'detail["a.b"]', 'source']);
  });
});
