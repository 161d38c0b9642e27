import { describe, expect, it } from 'vitest';
import { type RecordedHop, recordOfHop } from './result-record.ts';

const POLLER = 'arn:aws:lambda:eu-west-1:123456789012:function:poller';

const hop = (change: Partial<RecordedHop> = {}): RecordedHop => ({
  requestId: '6c8e0a24-3b5d-4f7f-8c1e-2a4b6d8f0a35',
  functionArn: `${POLLER}:$LATEST`,
  status: 'succeeded',
  errorType: null,
  errorMessage: null,
  deliveryAttempt: 1,
  endedAt: new Date('2026-10-08T09:21:05.901Z'),
  payload: '{"chainId":"ord-42","attempt":3}',
  response: '{"chainId":"ord-42","attempt":4,"done":false}',
  ...change,
});

describe('recordOfHop', () => {
  it('has the shape that AWS documents for a run that succeeded', () => {
    const { record, unknownPaths } = recordOfHop(hop());
    expect(record).toEqual({
      version: '1.0',
      requestContext: {
        requestId: '6c8e0a24-3b5d-4f7f-8c1e-2a4b6d8f0a35',
        functionArn: `${POLLER}:$LATEST`,
        condition: 'Success',
        approximateInvokeCount: 1,
      },
      requestPayload: { chainId: 'ord-42', attempt: 3 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
      responsePayload: { chainId: 'ord-42', attempt: 4, done: false },
    });
    expect(unknownPaths).toEqual([['timestamp']]);
  });

  it('tells the error of a run that failed, and that more may be in its answer', () => {
    const { record, unknownPaths } = recordOfHop(
      hop({
        status: 'failed',
        errorType: 'PaymentPending',
        errorMessage: 'still pending',
        response: null,
        deliveryAttempt: 3,
      }),
    );
    expect(record).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      responseContext: { statusCode: 200, functionError: 'Unhandled' },
      responsePayload: { errorType: 'PaymentPending', errorMessage: 'still pending' },
    });
    expect(unknownPaths).toContainEqual(['responsePayload']);
  });

  it.each<[string, Partial<RecordedHop>, string[]]>([
    ['a payload that was not recorded', { payload: null }, ['requestPayload']],
    ['a payload that is cut off', { payload: '{"chainId":"or' }, ['requestPayload']],
    ['a response that was not recorded', { response: null }, ['responsePayload']],
    ['a version that is not known', { functionArn: POLLER }, ['requestContext', 'functionArn']],
    ['a function that is not known', { functionArn: null }, ['responseContext', 'executedVersion']],
    ['an end that was not seen', { status: 'lost' }, ['requestContext', 'condition']],
    ['a run that goes on', { status: 'running', endedAt: null }, ['responsePayload']],
  ])('does not know %s', (_what, change, path) => {
    const { unknownPaths } = recordOfHop(hop(change));
    expect(unknownPaths).toContainEqual(path);
  });

  it('takes the words of a timeout for ours, not for the function’s answer', () => {
    const { record } = recordOfHop(
      hop({
        status: 'timed-out',
        errorType: 'Sandbox.Timedout',
        errorMessage: 'Timed out after 3.00 seconds',
        response: null,
      }),
    );
    expect(record.responsePayload).toEqual({ errorType: 'Sandbox.Timedout' });
  });

  it('qualifies the ARN by the version that ran', () => {
    const { record } = recordOfHop(hop({ functionArn: POLLER, version: '7' }));
    expect(record).toMatchObject({
      requestContext: { functionArn: `${POLLER}:7` },
      responseContext: { executedVersion: '7' },
    });
  });

  it.each([
    ['{"orderId":1,"__rerun":{"v":1,"attempt":2}}', { orderId: 1 }],
    ['{"orderId":1,"__rerun":"own"}', { orderId: 1, __rerun: 'own' }],
    ['[1]', [1]],
    ['null', null],
  ])('the payload %s has no carrier', (payload, expected) => {
    expect(recordOfHop(hop({ payload })).record.requestPayload).toEqual(expected);
  });
});
