import { describe, expect, it } from 'vitest';
import { eventCauseOf, parseEventEnvelope } from './event-envelope.ts';
import { observe } from './observe.ts';

const REQUEST_ID = '6c8e0a24-3b5d-4f7f-8c1e-2a4b6d8f0a35';
const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:poller:$LATEST';
/** aws.md 10, fixture 21 */
const RECORD = {
  version: '0',
  id: 'c2f1a8e4-90b7-4d6c-8a35-71e0d4b29f63',
  'detail-type': 'Lambda Function Invocation Result - Success',
  source: 'lambda',
  account: '123456789012',
  time: '2026-10-08T09:21:06Z',
  region: 'eu-west-1',
  resources: [ARN, 'arn:aws:events:eu-west-1:123456789012:event-bus/chains'],
  detail: {
    version: '1.0',
    timestamp: '2026-10-08T09:21:05.901Z',
    requestContext: {
      requestId: REQUEST_ID,
      functionArn: ARN,
      condition: 'Success',
      approximateInvokeCount: 1,
    },
    requestPayload: { chainId: 'ord-42', attempt: 3 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST' },
    responsePayload: { chainId: 'ord-42', attempt: 4, done: false },
  },
};
const causeOf = (event: object) => {
  const envelope = parseEventEnvelope(JSON.stringify(event), 10_000);
  return envelope === null ? null : eventCauseOf(envelope);
};

describe('parseEventEnvelope', () => {
  it('reads a whole event, a replayed one too', () => {
    const envelope = parseEventEnvelope(JSON.stringify({ ...RECORD, 'replay-name': 'r' }), 10_000);
    expect(envelope).toMatchObject({
      eventId: RECORD.id,
      source: 'lambda',
      timeMs: Date.UTC(2026, 9, 8, 9, 21, 6),
    });
  });

  const { resources: _resources, ...incomplete } = RECORD;
  it.each([
    ['with a field more', { ...RECORD, extra: 1 }],
    ['with a field less', incomplete],
    ['inside another object', { event: RECORD }],
    ['whose detail is no object', { ...RECORD, detail: '{}' }],
    ['without an ID', { ...RECORD, id: '' }],
  ])('takes an event %s for something else', (_words, value) => {
    expect(parseEventEnvelope(JSON.stringify(value), 10_000)).toBeNull();
  });

  it('is bounded, and never throws', () => {
    expect(parseEventEnvelope(JSON.stringify(RECORD), 100)).toBeNull();
    expect(parseEventEnvelope('{"detail-type":', 100)).toBeNull();
  });
});

describe('eventCauseOf', () => {
  it('is the run that a destination record is about', () => {
    expect(causeOf(RECORD)).toEqual({
      requestId: REQUEST_ID,
      record: {
        functionArn: ARN,
        outcome: 'succeeded',
        errorType: null,
        errorMessage: null,
        atMs: Date.UTC(2026, 9, 8, 9, 21, 5, 901),
      },
    });
  });

  it.each([
    ['RetriesExhausted', true, 'failed', 'PaymentPending'],
    ['EventAgeExceeded', false, 'throttled', null],
    ['ZeroReservedConcurrency', false, 'throttled', null],
  ])('says of %s how the run ended', (condition, ran, outcome, errorType) => {
    const { responseContext, ...detail } = RECORD.detail;
    const event = {
      ...RECORD,
      'detail-type': 'Lambda Function Invocation Result - Failure',
      detail: {
        ...detail,
        requestContext: { ...detail.requestContext, condition },
        ...(ran ? { responseContext, responsePayload: { errorType } } : { responsePayload: null }),
      },
    };
    expect(causeOf(event)?.record).toMatchObject({ outcome, errorType });
  });

  it('is the run that the carrier names, and nobody where neither tells', () => {
    const own = { ...RECORD, source: 'shop', 'detail-type': 'OrderPending' };
    const __rerun = { v: 1, attempt: 2, parent: { requestId: REQUEST_ID } };
    expect(causeOf({ ...own, detail: { __rerun } })).toEqual({ requestId: REQUEST_ID, record: null });
    expect(causeOf({ ...own, detail: { __rerun: { parent: { requestId: 'x' } } } })).toBeNull();
    expect(causeOf({ ...own, detail: RECORD.detail })).toBeNull();
  });
});

it.each([
  ['text', `2026-10-08T09:21:01.301Z\t${REQUEST_ID}\tINFO\t${JSON.stringify(RECORD)}\n`],
  [
    'json',
    JSON.stringify({
      timestamp: '2026-10-08T09:21:01.301Z',
      level: 'INFO',
      requestId: REQUEST_ID,
      message: RECORD,
    }),
  ],
])('a line in %s format that is the event that the run got is observed as such', (_format, message) => {
  const [line] = observe([
    { logGroupName: 'g', logStreamName: 's', timestamp: 1, ingestionTime: null, message, eventId: null },
  ]);
  expect(line?.observation).toMatchObject({
    kind: 'event',
    event: { eventId: RECORD.id, source: 'lambda', causeRequestId: REQUEST_ID },
  });
});
