import { describe, expect, it } from 'vitest';
import type { JudgedHop } from '../../store/store-conditions.ts';
import { nextPayload } from './next-payload.ts';

const recorded = (text: string, change: Partial<NonNullable<JudgedHop['payload']>> = {}) => ({
  text,
  truncated: false,
  altered: false,
  source: 'operation' as const,
  ...change,
});
const hop = (change: Partial<JudgedHop>): JudgedHop => ({
  hopId: 'hop',
  chainId: 'chain',
  requestId: 'request-3',
  functionName: 'poller',
  functionArn: null,
  status: 'succeeded',
  errorType: null,
  errorMessage: null,
  deliveryAttempt: 1,
  attempt: 3,
  attemptStated: true,
  traceId: null,
  startedAt: null,
  endedAt: new Date(0),
  chainStartedAt: null,
  chainCostUsd: null,
  billedDurationMs: null,
  costUsd: null,
  payload: null,
  response: null,
  revision: 1n,
  ...change,
});

describe('nextPayload', () => {
  it('hands on the request or the response byte for byte', () => {
    const given = hop({ payload: recorded('{"n": 1.50}'), response: recorded('[1e3]') });
    expect(nextPayload(given, 'request')).toEqual({ ok: true, payload: '{"n": 1.50}' });
    expect(nextPayload(given, 'response')).toEqual({ ok: true, payload: '[1e3]' });
  });

  it('raises the attempt of a carrier, names the run before, and keeps all else', () => {
    const carrier = '{"v":1,"traceId":null,"attempt":3,"maxAttempts":9,"parent":{"requestId":"request-2"}}';
    const given = hop({ payload: recorded(`{ "big": 12345678901234567890, "__rerun": ${carrier}, "z":0 }`) });
    const next = '{"v":1,"traceId":null,"attempt":4,"maxAttempts":9,"parent":{"requestId":"request-3"}}';
    expect(nextPayload(given, 'request')).toEqual({
      ok: true,
      payload: `{ "big": 12345678901234567890, "__rerun": ${next}, "z":0 }`,
    });
    const own = hop({ payload: recorded('{"__rerun":{"mine":true}}') });
    expect(nextPayload(own, 'request')).toMatchObject({ payload: '{"__rerun":{"mine":true}}' });
  });

  it.each([
    ['not recorded', null],
    ['in part only', recorded('{"a":', { truncated: true })],
    ['in part only', recorded('{"a":"␀"}', { altered: true })],
    ['no JSON', recorded('{"a":')],
  ])('does not guess what was %s', (words, payload) => {
    const next = nextPayload(hop({ payload }), 'request');
    expect(next).toMatchObject({ ok: false, reason: expect.stringContaining(words) });
  });
});
