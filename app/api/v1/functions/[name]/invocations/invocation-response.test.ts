import { describe, expect, it } from 'vitest';
import type { Invocation } from '@/lib/actions/accept-invocation';
import { invocationResponse } from './invocation-response';

const invocation: Invocation = {
  operationId: 'o1',
  kind: 'invoke',
  entries: null,
  status: 'answered',
  functionName: 'echo',
  functionArn: null,
  invocationType: 'RequestResponse',
  stateMachineArn: null,
  executionArn: null,
  conditionId: null,
  attempt: null,
  payload: '{}',
  traceId: '1-65f2a1b3-0123456789abcdef01234567',
  hopId: 'h1',
  parentHopId: null,
  separate: false,
  chainId: 'c1',
  requestId: 'r1',
  instanceId: 'i1',
  createdAt: new Date(),
  sentAt: new Date(),
  settledAt: new Date(),
  statusCode: 200,
  functionError: null,
  response: null,
  tail: null,
  error: null,
};

describe('invocationResponse', () => {
  it.each(['{"n":12345678901234567890,"n":1.50,"s":"\\ud800"}', ' [1 ,2]\n', '"text"', 'null'])(
    'passes the answer %s on byte for byte',
    async (response) => {
      const text = await invocationResponse({ ...invocation, response }).text();
      expect(text.endsWith(`,"payload":${response}}`)).toBe(true);
      expect(JSON.parse(text)).toEqual({
        operationId: 'o1',
        requestId: 'r1',
        hopId: 'h1',
        chainId: 'c1',
        traceId: invocation.traceId,
        statusCode: 200,
        functionError: null,
        tail: { text: '', truncated: false },
        payload: JSON.parse(response),
      });
    },
  );

  it('quotes an answer that is not JSON, so that nothing of it becomes a field', async () => {
    const response = '1,"operationId":"forged"';
    const answer = (await invocationResponse({ ...invocation, response }).json()) as Record<string, unknown>;
    expect(answer).toMatchObject({ operationId: 'o1', payload: response });
    expect(await invocationResponse(invocation).json()).toMatchObject({ payload: null });
  });

  it('answers an asynchronous run with 202 and no payload', async () => {
    const response = invocationResponse({ ...invocation, invocationType: 'Event', statusCode: 202 });
    expect(response.status).toBe(202);
    expect(Object.keys((await response.json()) as object)).toEqual([
      'operationId',
      'requestId',
      'hopId',
      'chainId',
      'traceId',
    ]);
  });

  it('says so where a restart came before the sending', async () => {
    const response = invocationResponse({ ...invocation, status: 'unconfirmed', sentAt: null });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('nothing ran') });
  });

  it('does not make up the answer of a run that only the logs show', async () => {
    const response = invocationResponse({ ...invocation, statusCode: null });
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ nextStep: expect.stringContaining('/api/v1/hops/h1') });
  });

  it.each([
    ['failed', 404],
    ['unconfirmed', 504],
    ['dismissed', 504],
  ] as const)('answers %s with a problem of status %i', async (status, expected) => {
    const error = { code: 'not-found', message: 'No.', nextStep: 'Look.', awsCode: 'X', httpStatus: 404 };
    const response = invocationResponse({ ...invocation, status, error: status === 'failed' ? error : null });
    expect(response.status).toBe(expected);
    expect(await response.json()).toMatchObject({ status: expected, operationId: 'o1' });
  });
});
