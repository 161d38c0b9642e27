import { describe, expect, it } from 'vitest';
import { attemptOf } from './attempt-of.ts';
import type { Hop } from './hop.ts';
import type { Link } from './link.ts';
import type { Marker } from './marker.ts';

const marker = (said: Partial<Marker>): Marker => ({
  v: 1,
  via: 'invoke',
  attempt: null,
  maxAttempts: null,
  reason: null,
  traceId: null,
  requestId: 'own',
  parent: null,
  next: null,
  input: null,
  ...said,
});
const hop = (said: Partial<Hop>): Hop => ({ ...(BARE as Hop), ...said });
const BARE: Partial<Hop> = {
  requestId: 'own',
  attempt: 1,
  deliveryAttempt: 1,
  maxAttempts: null,
  markers: [],
  published: [],
  task: null,
  origins: [],
  started: [],
  receivedEvents: [],
  repetition: null,
};
const link: Link = {
  effectHopId: 'own.1',
  causeHopId: 'cause.1',
  strength: 'exact',
  via: 'invoke',
  evidence: [],
  candidateCount: 1,
};
const cause = hop({
  requestId: 'cause',
  attempt: 3,
  maxAttempts: 5,
  markers: [marker({ requestId: 'cause', attempt: 3, maxAttempts: 5, next: { requestId: 'own' } })],
});

describe('attemptOf', () => {
  it('believes the run’s own marker', () => {
    const own = hop({ attempt: 7, maxAttempts: 9, markers: [marker({ attempt: 7, maxAttempts: 9 })] });
    expect(attemptOf(own, link, cause)).toEqual({ attempt: 7, maxAttempts: 9 });
  });

  it('counts on from the run that named a silent one', () => {
    expect(attemptOf(hop({}), link, cause)).toEqual({ attempt: 4, maxAttempts: 5 });
  });

  it.each([
    ['nothing links it', hop({}), null, null],
    ['only the trace links it', hop({}), { ...link, strength: 'trace' as const }, cause],
    ['it repeats its own request', hop({ repetition: 'async-retry' as const }), link, cause],
    ['its cause named another run', hop({ requestId: 'other' }), link, cause],
  ])('keeps the delivery when %s', (_when, own, by, from) => {
    expect(attemptOf(own, by, from)).toEqual({ attempt: 1, maxAttempts: null });
  });
});
