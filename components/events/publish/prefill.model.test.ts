import { describe, expect, it } from 'vitest';
import type { PublishedEntry } from '@/lib/contract/operation';
import { entriesToRetry, entryOfPayload } from './prefill.model';

const none = { eventBusName: 'orders', resources: [], time: null };

describe('entryOfPayload', () => {
  it.each<[string, object | null]>([
    [
      '{"source":"a.b","detail-type":"T","detail":{"n": 12345678901234567890 },"id":"x"}',
      { ...none, source: 'a.b', detailType: 'T', detail: '{"n": 12345678901234567890 }' },
    ],
    ['{"orderId":1.0}', { ...none, source: '', detailType: '', detail: '{"orderId":1.0}' }],
    [
      '{"source":7,"detail-type":"T","detail":{}}',
      { ...none, source: '', detailType: '', detail: '{"source":7,"detail-type":"T","detail":{}}' },
    ],
    ['[1]', null],
    ['{"broken":', null],
    ['', null],
  ])('%s', (payload, entry) => {
    expect(entryOfPayload(payload, 'orders')).toEqual(entry);
  });
});

it('tries again what failed or is not known, never what is on the bus', () => {
  const entry = (position: number, status: PublishedEntry['status']): PublishedEntry => ({
    ...none,
    position,
    source: 's',
    detailType: `t${position}`,
    detail: '{}',
    status,
    eventId: null,
    problem: null,
    retryable: false,
  });
  const entries = [entry(0, 'accepted'), entry(1, 'failed'), entry(2, 'unconfirmed'), entry(3, 'pending')];
  expect(entriesToRetry(entries)).toEqual([
    { ...none, source: 's', detailType: 't1', detail: '{}' },
    { ...none, source: 's', detailType: 't2', detail: '{}' },
  ]);
});
