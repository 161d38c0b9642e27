import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TargetInput, transformInput } from './transform-input.ts';

// the event of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html, with more in its detail
const DETAIL = {
  'instance-id': 'i-0123456789',
  state: 'RUNNING',
  count: 3,
  quoted: 'say "hi"',
  tags: ['a', 'b'],
  nested: { deep: [{ id: 1 }, { id: 2 }] },
  none: null,
  empty: '',
};
const EVENT = `{"version":"0","id":"7bf73129-1428-4cd3-a780-95db273d1602","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","account":"123456789012","time":"2015-11-11T21:29:54Z","region":"us-east-1","resources":["arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789"],"detail":${JSON.stringify(DETAIL).slice(0, -1)},"big": 12345678901234567890,"price": 1.50}}`;
const RULE = {
  ruleArn: 'arn:aws:events:us-east-1:123456789012:rule/example',
  ruleName: 'example',
  ingestionTime: '2015-11-11T21:29:55.123Z',
};
const PATHS = {
  instance: '$.detail.instance-id',
  state: '$.detail.state',
  count: '$.detail.count',
  quoted: '$.detail.quoted',
  tags: '$.detail.tags',
  nested: '$.detail.nested',
  none: '$.detail.none',
  empty: '$.detail.empty',
  missing: '$.detail.missing',
  big: '$.detail.big',
  whole: '$.detail',
  first: '$.detail.nested.deep[0].id',
  every: '$.detail.nested.deep[*].id',
};
const transform = (target: TargetInput) => transformInput(target, EVENT, RULE);
const fill = (InputTemplate: string) =>
  transform({ InputTransformer: { InputPathsMap: PATHS, InputTemplate } });

describe('without a transformer', () => {
  it('sends the event byte for byte', () => {
    expect(transform({})).toEqual({ ok: true, text: EVENT });
  });

  it('sends a constant', () => {
    expect(transform({ Input: '{"a": 1}' })).toEqual({ ok: true, text: '{"a": 1}' });
  });

  it.each([
    ['$', EVENT],
    ['$.detail.state', '"RUNNING"'],
    ['$.detail.big', '12345678901234567890'],
    ['$.detail.price', '1.50'],
    ["$.detail['instance-id']", '"i-0123456789"'],
    ['$["detail"]["count"]', '3'],
    ['$.resources[0]', '"arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789"'],
    ['$.detail.nested.deep[*].id', '[1,2]'],
    ['$.detail.none', 'null'],
  ])('sends what the path %s finds', (InputPath, text) => {
    expect(transform({ InputPath })).toEqual({ ok: true, text });
  });

  it.each(['$.detail.missing', '$.resources[7]', '$.detail.state.deeper', '$.detail.tags.0', 'detail'])(
    'cannot send what %s does not find',
    (InputPath) => {
      expect(transform({ InputPath })).toMatchObject({
        ok: false,
        message: expect.stringContaining(InputPath),
      });
    },
  );
});

describe('a template', () => {
  it.each([
    ['quotes strings as values', '{"instance" : <instance>}', '{"instance" : "i-0123456789"}'],
    ['keeps numbers as they are', '{"n": <count>, "b": <big>}', '{"n": 3, "b": 12345678901234567890}'],
    [
      'keeps objects and lists',
      '{"t": <tags>, "n": <nested>}',
      '{"t": ["a","b"], "n": {"deep":[{"id":1},{"id":2}]}}',
    ],
    ['fills lists', '{"state": [9, <state>, true]}', '{"state": [9, "RUNNING", true]}'],
    [
      'fills strings without quotes',
      '{"text": "<instance> is <state>"}',
      '{"text": "i-0123456789 is RUNNING"}',
    ],
    ['fills a string template', '"<instance> is in state <state>"', '"i-0123456789 is in state RUNNING"'],
    ['drops quotes of objects in strings', '"tags <tags> <nested>"', '"tags [a,b] {deep:[{id:1},{id:2}]}"'],
    ['escapes what stands alone', '{"q": <quoted>}', '{"q": "say \\"hi\\""}'],
    ['leaves a missing value empty', '{"m": <missing>, "s": "x<missing>y"}', '{"m": "", "s": "xy"}'],
    ['keeps null and empty', '{"n": <none>, "e": <empty>}', '{"n": null, "e": ""}'],
    ['takes elements', '{"f": <first>, "e": <every>}', '{"f": 1, "e": [1,2]}'],
    [
      'knows the rule and the time',
      '{"a": <aws.events.rule-arn>, "n": "by <aws.events.rule-name>", "t": <aws.events.event.ingestion-time>}',
      `{"a": "${RULE.ruleArn}", "n": "by example", "t": "${RULE.ingestionTime}"}`,
    ],
    ['takes the whole event', '{"o": <aws.events.event.json>}', `{"o": ${EVENT}}`],
    ['takes lines of strings', '"<state>"\n"<count>"', '"RUNNING"\n"3"'],
    ['is not led astray by escaped quotes', '{"a\\"b": <state>}', '{"a\\"b": "RUNNING"}'],
  ])('%s', (_words, template, text) => {
    expect(fill(template)).toEqual({ ok: true, text });
  });

  it('takes the event without its detail, and detail-type under another name', () => {
    const filled = fill('{"event": <aws.events.event>}');
    const {
      detail: _detail,
      'detail-type': detailType,
      ...rest
    } = JSON.parse(EVENT) as Record<string, unknown>;
    expect(filled.ok && JSON.parse(filled.text)).toEqual({ event: { ...rest, detailType } });
  });

  it('does not escape inside strings, which can break the JSON', () => {
    expect(fill('{"text": "<quoted>"}')).toMatchObject({ ok: false, message: expect.stringMatching(/JSON/) });
  });

  it('yields the very value for whatever stands at the path', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const event = JSON.stringify({ detail: { value } });
        const InputTransformer = { InputPathsMap: { v: '$.detail.value' }, InputTemplate: '{"v": <v>}' };
        const filled = transformInput({ InputTransformer }, event, RULE);
        expect(filled.ok && JSON.parse(filled.text)).toEqual(JSON.parse(JSON.stringify({ v: value })));
      }),
    );
  });
});
