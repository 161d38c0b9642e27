import fc from 'fast-check';
import { expect, it } from 'vitest';
import { permits } from './resource-policy.ts';

const RULE = 'arn:aws:events:eu-west-1:123456789012:rule/orders/again';
const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:poller';
const REQUEST = {
  principal: 'events.amazonaws.com' as const,
  action: 'lambda:InvokeFunction',
  resourceArn: FUNCTION,
  sourceArn: RULE,
  sourceAccount: '123456789012',
};
/** As AddPermission writes it. */
const ALLOW = {
  Sid: 'again',
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: FUNCTION,
  Condition: { ArnLike: { 'AWS:SourceArn': RULE } },
};
const policy = (...statements: unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
const other = 'arn:aws:events:eu-west-1:123456789012:rule/again';

it.each([
  ['the statement that AddPermission writes', ALLOW],
  ['no condition', { ...ALLOW, Condition: undefined }],
  ['one statement that is no list', null],
  ['everyone', { ...ALLOW, Principal: '*' }],
  ['any AWS principal', { ...ALLOW, Principal: { AWS: '*' } }],
  ['several services', { ...ALLOW, Principal: { Service: ['s3.amazonaws.com', 'events.amazonaws.com'] } }],
  ['any action', { ...ALLOW, Action: ['lambda:*'] }],
  ['another case of the action', { ...ALLOW, Action: 'LAMBDA:invokefunction' }],
  ['rules of the bus', { ...ALLOW, Condition: { ArnLike: { 'aws:SourceArn': RULE.replace('again', '*') } } }],
  [
    'ArnEquals with a star',
    { ...ALLOW, Condition: { ArnEquals: { 'aws:SourceArn': [other, RULE.replace('again', 'ag?in')] } } },
  ],
  ['StringLike', { ...ALLOW, Condition: { StringLike: { 'aws:SourceArn': 'arn:aws:events:*' } } }],
  [
    'StringEquals of both keys',
    { ...ALLOW, Condition: { StringEquals: { 'aws:SourceArn': RULE, 'AWS:SourceAccount': '123456789012' } } },
  ],
  ['IfExists', { ...ALLOW, Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '123456789012' } } }],
  ['a negated condition that holds', { ...ALLOW, Condition: { ArnNotLike: { 'aws:SourceArn': other } } }],
])('is permitted by %s', (_, statement) => {
  const text = statement === null ? JSON.stringify({ Statement: ALLOW }) : policy(statement);
  expect(permits(text, REQUEST)).toEqual({
    permitted: true,
    certain: true,
    statementId: 'again',
    reason: 'Statement again permits it.',
  });
});

it.each([
  [
    'another service',
    { ...ALLOW, Principal: { Service: 's3.amazonaws.com' } },
    /No statement names events.amazonaws.com/,
  ],
  [
    'another action',
    { ...ALLOW, Action: 'lambda:GetFunction' },
    /again does not permit it: it is about lambda:GetFunction/,
  ],
  ['another function', { ...ALLOW, Resource: `${FUNCTION}:live` }, /it is about .*:live/],
  [
    'the rule of the default bus',
    { ...ALLOW, Condition: { ArnLike: { 'AWS:SourceArn': other } } },
    /it wants AWS:SourceArn to be .*rule\/again\./,
  ],
  [
    'StringEquals with a star',
    { ...ALLOW, Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:events:*' } } },
    /to be arn/,
  ],
  [
    'another account',
    { ...ALLOW, Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } } },
    /999999999999/,
  ],
  [
    'a negated condition',
    { ...ALLOW, Condition: { ArnNotEquals: { 'aws:SourceArn': RULE } } },
    /to differ from/,
  ],
])('is not permitted by %s', (_, statement, reason) => {
  expect(permits(policy(statement), REQUEST)).toMatchObject({
    permitted: false,
    certain: true,
    reason: expect.stringMatching(reason),
  });
});

it('is not permitted without a policy', () => {
  for (const text of [null, ''])
    expect(permits(text, REQUEST)).toMatchObject({ permitted: false, certain: true });
});

it('lets Deny beat Allow', () => {
  const deny = { ...ALLOW, Sid: 'stop', Effect: 'Deny' };
  expect(permits(policy(ALLOW, deny), REQUEST)).toMatchObject({ permitted: false, statementId: 'stop' });
  const elsewhere = { ...deny, Condition: { ArnLike: { 'aws:SourceArn': other } } };
  expect(permits(policy(elsewhere, ALLOW), REQUEST)).toMatchObject({ permitted: true, certain: true });
});

it.each([
  ['NotAction', { ...ALLOW, Action: undefined, NotAction: 'lambda:DeleteFunction' }],
  ['NotPrincipal', { ...ALLOW, Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::1:root' } }],
  ['NotResource', { ...ALLOW, Resource: undefined, NotResource: 'x' }],
  ['another condition key', { ...ALLOW, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } }],
  ['another operator', { ...ALLOW, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ['a policy variable', { ...ALLOW, Resource: `\${aws:x}` }],
  [
    'an ARN pattern of too few parts',
    { ...ALLOW, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*' } } },
  ],
])('says that it cannot judge %s', (_, statement) => {
  expect(permits(policy(statement), REQUEST)).toMatchObject({ permitted: false, certain: false });
  expect(permits(policy({ ...statement, Effect: 'Deny' }, ALLOW), REQUEST)).toMatchObject({
    permitted: true,
    certain: false,
    statementId: 'again',
  });
});

it.each(['not json', '[]', '{}', '{"Statement":[1]}', 'null'])('cannot read %s', (text) => {
  expect(permits(text, REQUEST)).toMatchObject({ permitted: false, certain: false });
});

it('never throws', () => {
  const anything = fc.oneof(fc.string(), fc.json(), fc.constant(policy(ALLOW)));
  const statement = fc.record(
    {
      Sid: fc.anything(),
      Effect: fc.constantFrom('Allow', 'Deny', 'x', 1),
      Principal: fc.oneof(fc.constant('*'), fc.jsonValue()),
      Action: fc.oneof(fc.constant('*'), fc.jsonValue()),
      Resource: fc.oneof(fc.constant('*'), fc.jsonValue()),
      Condition: fc.oneof(
        fc.jsonValue(),
        fc.dictionary(
          fc.constantFrom('ArnLike', 'Bool', '__proto__', 'toString'),
          fc.dictionary(fc.string(), fc.jsonValue()),
        ),
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        anything,
        fc.array(statement).map((all) => JSON.stringify({ Statement: all })),
      ),
      (text) => {
        expect(typeof permits(text, REQUEST).reason).toBe('string');
      },
    ),
  );
});
