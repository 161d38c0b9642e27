import { describe, expect, it } from 'vitest';
import { parseBusLogRecord } from './bus-log-record.ts';

/** aws.md 10, fixture 25 */
const MATCH = {
  resource_arn: 'arn:aws:events:eu-west-1:123456789012:event-bus/chains',
  request_id: '0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f',
  event_id: 'a4f0c2d6-77b1-4b0e-9f58-3d2c1b0a9e8d',
  invocation_id: 'b5a1d3e7-88c2-4c1f-a069-4e3d2c1b0a9f',
  message_timestamp_ms: 1_791_451_266_120,
  message_type: 'RULE_MATCH',
  log_level: 'INFO',
  details: {
    rule_arn: 'arn:aws:events:eu-west-1:123456789012:rule/chains/poller-again',
    target_arns: ['arn:aws:lambda:eu-west-1:123456789012:function:poller'],
    invocation_ids: ['b5a1d3e7-88c2-4c1f-a069-4e3d2c1b0a9f'],
  },
};
const read = (value: unknown) => parseBusLogRecord(JSON.stringify(value));

describe('parseBusLogRecord', () => {
  it('tells event, rule and targets', () => {
    expect(read(MATCH)).toEqual({
      eventId: MATCH.event_id,
      timestampMs: MATCH.message_timestamp_ms,
      messageType: 'RULE_MATCH',
      ruleArn: MATCH.details.rule_arn,
      targetArns: MATCH.details.target_arns,
      message: null,
      source: null,
      detailType: null,
      resources: [],
      detail: null,
      event: null,
    });
  });

  it('tells why a delivery failed', () => {
    const details = { target_arn: 'arn:x', invocation_status: 'NO_PERMISSIONS' };
    const error = { error_message: 'not allowed' };
    expect(read({ ...MATCH, message_type: 'INVOCATION_FAILURE', details, error })).toMatchObject({
      targetArns: ['arn:x'],
      message: 'NO_PERMISSIONS: not allowed',
    });
  });

  it('takes the detail, or the whole event, where it is shown', () => {
    const event = {
      version: '0',
      id: MATCH.event_id,
      'detail-type': 't',
      source: 's',
      account: 'a',
      time: '2026-10-08T09:21:06Z',
      region: 'r',
      resources: [],
      detail: { n: 1 },
    };
    const shown = (event_detail: unknown) => read({ ...MATCH, details: { event_detail } });
    expect(shown('{"n":1}')).toMatchObject({ detail: '{"n":1}', event: null });
    expect(shown({ n: 1 })).toMatchObject({ detail: '{"n":1}', event: null });
    expect(shown(JSON.stringify(event))).toMatchObject({ detail: '{"n":1}', event: JSON.stringify(event) });
  });

  it.each([['text'], [null], [[]], [{}], [{ event_id: 'e' }], [{ event_id: 1, message_type: 'x' }]])(
    'takes %j for something else',
    (value) => {
      expect(read(value)).toBeNull();
    },
  );
});
