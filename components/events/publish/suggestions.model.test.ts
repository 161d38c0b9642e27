import { describe, expect, it } from 'vitest';
import { checkDraft, draftOf } from './draft-entry.model';
import { EVENT_TEMPLATES } from './event-templates';
import { detailTypesFor, sourcesFor, suggestionsOf } from './suggestions.model';

const rules = [
  {
    eventBusName: 'default',
    ruleName: 'a',
    eventPattern: '{"source":["my.event.source"],"detail-type":["MyEvent"]}',
  },
  {
    eventBusName: 'default',
    ruleName: 'b',
    eventPattern: '{"source":[{"prefix":"x"}],"detail-type":["B1","B2"]}',
  },
  { eventBusName: 'orders', ruleName: 'c', eventPattern: '{"$or":[{"source":["s1"]},{"source":["s2"]}]}' },
  { eventBusName: 'default', ruleName: 'broken', eventPattern: '{' },
  { eventBusName: 'default', ruleName: 'schedule', eventPattern: null },
];
const events = [
  { eventBusName: 'default', source: 'seen.source', detailType: 'Seen' },
  { eventBusName: 'default', source: 'my.event.source', detailType: 'Other' },
];
const all = suggestionsOf(rules, events);
const values = (choices: { value: string }[]) => choices.map((choice) => choice.value);

describe('suggestions', () => {
  it('offers what the rules of the bus ask for, then what was seen, then other buses', () => {
    expect(values(sourcesFor(all, 'default'))).toEqual(['my.event.source', 'seen.source', 's1', 's2']);
    expect(values(sourcesFor(all, 'orders'))).toEqual(['s1', 's2', 'my.event.source', 'seen.source']);
  });
  it('says where a value is known from', () => {
    expect(sourcesFor(all, 'default')[0]?.from).toBe('rule a');
    expect(sourcesFor(all, 'default')[2]?.from).toBe('rule c, on orders');
  });
  it('narrows detail-types to those of a known source, and those of any source', () => {
    expect(values(detailTypesFor(all, 'default', 'my.event.source'))).toEqual([
      'MyEvent',
      'B1',
      'B2',
      'Other',
    ]);
    expect(values(detailTypesFor(all, 'default', 'unheard.of'))).toContain('Seen');
  });
});

it.each(EVENT_TEMPLATES.slice(1))('the template $name can be sent as it is', ({ entry }) => {
  const draft = draftOf('a', { ...entry, eventBusName: 'default', resources: [], time: null });
  expect(checkDraft(draft).problems).toEqual({});
});
