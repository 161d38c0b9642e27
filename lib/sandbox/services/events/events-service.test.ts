import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
  PutPermissionCommand,
  PutRuleCommand,
  type PutRuleCommandInput,
  PutTargetsCommand,
  RemovePermissionCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  type Target,
  TestEventPatternCommand,
  UntagResourceCommand,
  UpdateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestEvents, type TestEvents } from './testing/start-test-events.ts';

const EventPattern = '{"source":["a"]}';
let sandbox: TestEvents;
beforeAll(async () => {
  sandbox = await startTestEvents();
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

const events = () => sandbox.clients.events;
const putRule = (input: Partial<PutRuleCommandInput>) =>
  events().send(new PutRuleCommand({ Name: 'r', EventPattern, ...input }));
const refusal = (name: string, message: RegExp | string) => ({
  name,
  message: message instanceof RegExp ? expect.stringMatching(message) : message,
  $metadata: { httpStatusCode: 400 },
});

describe('buses', () => {
  test('are made, described, updated, listed and deleted', async () => {
    const created = await events().send(
      new CreateEventBusCommand({
        Name: 'orders',
        Description: 'of the shop',
        Tags: [{ Key: 'team', Value: 'shop' }],
        LogConfig: { Level: 'INFO', IncludeDetail: 'FULL' },
      }),
    );
    const arn = 'arn:aws:events:us-east-1:000000000000:event-bus/orders';
    expect(created.EventBusArn).toBe(arn);
    const described = await events().send(new DescribeEventBusCommand({ Name: arn }));
    expect(described).toMatchObject({
      Name: 'orders',
      Arn: arn,
      Description: 'of the shop',
      LogConfig: { Level: 'INFO', IncludeDetail: 'FULL' },
      CreationTime: expect.any(Date),
    });
    const updated = await events().send(
      new UpdateEventBusCommand({ Name: 'orders', LogConfig: { Level: 'TRACE' } }),
    );
    expect(updated).toMatchObject({ Description: 'of the shop', LogConfig: { Level: 'TRACE' } });
    const listed = await events().send(new ListEventBusesCommand({}));
    expect(listed.EventBuses?.map(({ Name }) => Name)).toEqual(['default', 'orders']);
    expect((await events().send(new ListEventBusesCommand({ NamePrefix: 'ord' }))).EventBuses).toHaveLength(
      1,
    );
    const again = events().send(new CreateEventBusCommand({ Name: 'orders' }));
    await expect(again).rejects.toMatchObject(
      refusal('ResourceAlreadyExistsException', 'Event bus orders already exists.'),
    );
    await events().send(new DeleteEventBusCommand({ Name: 'orders' }));
    await events().send(new DeleteEventBusCommand({ Name: 'orders' }));
    const gone = events().send(new DescribeEventBusCommand({ Name: 'orders' }));
    await expect(gone).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Event bus orders does not exist.'),
    );
  });

  test('default is always there', async () => {
    await expect(events().send(new DeleteEventBusCommand({ Name: 'default' }))).rejects.toMatchObject(
      refusal('ValidationException', 'Cannot delete event bus default.'),
    );
  });

  test('have permissions', async () => {
    const bus = () => events().send(new DescribeEventBusCommand({}));
    await events().send(
      new PutPermissionCommand({ Action: 'events:PutEvents', Principal: '*', StatementId: 'all' }),
    );
    expect(JSON.parse((await bus()).Policy ?? '')).toMatchObject({
      Statement: [{ Sid: 'all', Principal: '*' }],
    });
    const unknown = events().send(new RemovePermissionCommand({ StatementId: 'other' }));
    await expect(unknown).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Statement with the provided id does not exist.'),
    );
    await events().send(new RemovePermissionCommand({ StatementId: 'all' }));
    expect((await bus()).Policy).toBeUndefined();
    await expect(events().send(new PutPermissionCommand({ Policy: '[]' }))).rejects.toMatchObject(
      refusal('ValidationException', /Policy/),
    );
  });
});

describe('rules', () => {
  test('are replaced whole, but for targets and tags', async () => {
    const made = await putRule({ Name: 'whole', Description: 'first', Tags: [{ Key: 'k', Value: '1' }] });
    expect(made.RuleArn).toBe('arn:aws:events:us-east-1:000000000000:rule/whole');
    await events().send(
      new PutTargetsCommand({ Rule: 'whole', Targets: [{ Id: 't', Arn: sandbox.arnOf('f') }] }),
    );
    await putRule({ Name: 'whole', State: 'DISABLED', Tags: [{ Key: 'k', Value: '2' }] });
    const rule = await events().send(new DescribeRuleCommand({ Name: 'whole' }));
    expect(rule).toMatchObject({
      State: 'DISABLED',
      EventPattern,
      CreatedBy: '000000000000',
      EventBusName: 'default',
    });
    expect(rule.Description).toBeUndefined();
    const { Tags } = await events().send(new ListTagsForResourceCommand({ ResourceARN: made.RuleArn ?? '' }));
    expect(Tags).toEqual([{ Key: 'k', Value: '1' }]);
    const byTarget = await events().send(new ListRuleNamesByTargetCommand({ TargetArn: sandbox.arnOf('f') }));
    expect(byTarget.RuleNames).toEqual(['whole']);
    const deleting = () => events().send(new DeleteRuleCommand({ Name: 'whole' }));
    await expect(deleting()).rejects.toMatchObject(
      refusal('ValidationException', "Rule can't be deleted since it has targets."),
    );
    const removing = () => events().send(new RemoveTargetsCommand({ Rule: 'whole', Ids: ['t', 'unknown'] }));
    expect(await removing()).toMatchObject({ FailedEntryCount: 0 });
    await deleting();
    await deleting();
    await expect(events().send(new DescribeRuleCommand({ Name: 'whole' }))).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Rule whole does not exist on EventBus default.'),
    );
  });

  test.each<[string, Partial<PutRuleCommandInput>, string, RegExp]>([
    [
      'no JSON',
      { EventPattern: '{' },
      'InvalidEventPatternException',
      /^Event pattern is not valid\. Reason: /,
    ],
    ['a value that is no list', { EventPattern: '{"source":"a"}' }, 'InvalidEventPatternException', /Reason/],
    [
      'a long pattern',
      { EventPattern: `{"source":["${'a'.repeat(4_100)}"]}` },
      'ValidationException',
      /at 'eventPattern' failed .* less than or equal to 4096/,
    ],
    ['no pattern', { EventPattern: undefined }, 'ValidationException', /EventPattern or ScheduleExpression/],
    ['a schedule', { ScheduleExpression: 'rate(1 minute)' }, 'ValidationException', /ScheduleExpression/],
    [
      'a name with spaces',
      { Name: 'a b' },
      'ValidationException',
      /Value 'a b' at 'name' .*\[\\\.\\-_A-Za-z0-9\]\+/,
    ],
    ['a long name', { Name: 'a'.repeat(65) }, 'ValidationException', /less than or equal to 64/],
    ['an unknown bus', { EventBusName: 'nowhere' }, 'ResourceNotFoundException', /Event bus nowhere/],
  ])('refuse %s', async (_words, input, name, message) => {
    await expect(putRule({ Name: 'bad', ...input })).rejects.toMatchObject(refusal(name, message));
    expect((await events().send(new ListRulesCommand({ NamePrefix: 'bad' }))).Rules).toEqual([]);
  });

  test('are paged by name', async () => {
    for (const Name of ['page-c', 'page-a', 'page-b']) await putRule({ Name });
    const page = (NextToken?: string) =>
      events().send(new ListRulesCommand({ NamePrefix: 'page-', Limit: 2, NextToken }));
    const first = await page();
    expect(first.Rules?.map(({ Name }) => Name)).toEqual(['page-a', 'page-b']);
    const second = await page(first.NextToken);
    expect([second.Rules?.map(({ Name }) => Name), second.NextToken]).toEqual([['page-c'], undefined]);
    await expect(page('foreign')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('carry tags', async () => {
    const { RuleArn: ResourceARN = '' } = await putRule({ Name: 'tagged' });
    await events().send(
      new TagResourceCommand({
        ResourceARN,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    );
    await events().send(new UntagResourceCommand({ ResourceARN, TagKeys: ['a'] }));
    const { Tags } = await events().send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
    await expect(
      events().send(new ListTagsForResourceCommand({ ResourceARN: `${ResourceARN}x` })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('of AWS services change only with Force', async () => {
    const Tags = [{ Key: 'sandbox:managed-by', Value: 'states.amazonaws.com' }];
    await putRule({ Name: 'managed', Tags });
    expect(await events().send(new DescribeRuleCommand({ Name: 'managed' }))).toMatchObject({
      ManagedBy: 'states.amazonaws.com',
    });
    const refused = [
      putRule({ Name: 'managed' }),
      events().send(new DisableRuleCommand({ Name: 'managed' })),
      events().send(
        new PutTargetsCommand({ Rule: 'managed', Targets: [{ Id: 't', Arn: sandbox.arnOf('f') }] }),
      ),
      events().send(new RemoveTargetsCommand({ Rule: 'managed', Ids: ['t'] })),
      events().send(new DeleteRuleCommand({ Name: 'managed' })),
    ];
    for (const one of refused) await expect(one).rejects.toMatchObject({ name: 'ManagedRuleException' });
    await events().send(new DeleteRuleCommand({ Name: 'managed', Force: true }));
  });

  test('survive a restart', async () => {
    await events().send(new CreateEventBusCommand({ Name: 'kept' }));
    await putRule({ Name: 'kept', EventBusName: 'kept' });
    const target = { Id: 't', Arn: sandbox.arnOf('f'), InputPath: '$.detail' };
    await events().send(new PutTargetsCommand({ Rule: 'kept', EventBusName: 'kept', Targets: [target] }));
    await events().send(new DisableRuleCommand({ Name: 'kept', EventBusName: 'kept' }));
    await sandbox.restart();
    const rule = await events().send(new DescribeRuleCommand({ Name: 'kept', EventBusName: 'kept' }));
    expect(rule).toMatchObject({ State: 'DISABLED', EventBusName: 'kept' });
    const listed = await events().send(new ListTargetsByRuleCommand({ Rule: 'kept', EventBusName: 'kept' }));
    expect(listed.Targets).toEqual([target]);
  });
});

describe('targets', () => {
  const put = (...Targets: Target[]) => events().send(new PutTargetsCommand({ Rule: 'targets', Targets }));
  const Arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
  beforeAll(() => putRule({ Name: 'targets' }));

  test.each<[string, Partial<Target>, RegExp]>([
    ['an ARN out of form', { Arn: 'function:f' }, /Provided Arn is not in correct format/],
    ['an ID out of form', { Id: '!' }, /Value '!' at 'targets\.1\.member\.id'/],
    ['two inputs', { Input: '{}', InputPath: '$' }, /Only one of Input, InputPath, or InputTransformer/],
    ['an input that is no JSON', { Input: 'x' }, /JSON syntax error/],
    ['a bad path', { InputPath: 'detail' }, /Invalid InputPath for target t/],
    [
      'an unknown variable',
      { InputTransformer: { InputTemplate: '{"a": <b>}' } },
      /InputTemplate for target t contains invalid placeholder b\./,
    ],
    [
      'a template that is no JSON',
      { InputTransformer: { InputTemplate: 'x' } },
      /Invalid InputTemplate for target t/,
    ],
    ['too many retries', { RetryPolicy: { MaximumRetryAttempts: 186 } }, /less than or equal to 185/],
    ['too little time', { RetryPolicy: { MaximumEventAgeInSeconds: 59 } }, /greater than or equal to 60/],
    [
      'a FIFO queue',
      { DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:q.fifo' } },
      /standard SQS queue/,
    ],
    [
      'a bus without a role',
      { Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/b' },
      /RoleArn is required/,
    ],
    ['a role out of form', { RoleArn: 'role' }, /role is not in correct format/],
  ])('refuse %s', async (_words, target, message) => {
    await expect(put({ Id: 't', Arn, ...target })).rejects.toMatchObject(
      refusal('ValidationException', message),
    );
    const { Targets } = await events().send(new ListTargetsByRuleCommand({ Rule: 'targets' }));
    expect(Targets).toEqual([]);
  });

  test('are five at most, and one by ID', async () => {
    const five = [1, 2, 3, 4, 5].map((n) => ({ Id: `t${n}`, Arn }));
    expect(await put(...five)).toMatchObject({ FailedEntryCount: 0, FailedEntries: [] });
    await put({ Id: 't1', Arn: `${Arn}2` });
    await expect(put({ Id: 't6', Arn })).rejects.toMatchObject(
      refusal('LimitExceededException', 'The requested resource exceeds the maximum number allowed.'),
    );
    const eleven = Array.from({ length: 11 }, (_, n) => ({ Id: `x${n}`, Arn }));
    await expect(put(...eleven)).rejects.toMatchObject(
      refusal('ValidationException', /less than or equal to 10/),
    );
    const page = await events().send(new ListTargetsByRuleCommand({ Rule: 'targets', Limit: 3 }));
    expect(page.Targets?.map((one) => one.Id)).toEqual(['t1', 't2', 't3']);
    expect(page.Targets?.[0]?.Arn).toBe(`${Arn}2`);
    expect(page.NextToken).toBeDefined();
  });
});

describe('PutEvents', () => {
  const put = (...Entries: PutEventsRequestEntry[]) => events().send(new PutEventsCommand({ Entries }));
  const good = { Source: 's', DetailType: 'T', Detail: '{}' };

  test('each entry has its own answer, in order', async () => {
    const answer = await put(
      good,
      { ...good, Source: undefined },
      { ...good, DetailType: '' },
      { ...good, Detail: undefined },
      { ...good, Detail: 'x' },
      { ...good, Detail: '[]' },
      { ...good, Source: 'aws.ec2' },
      { ...good, DetailType: 'T'.repeat(129) },
      { ...good, Detail: `{"a":${'['.repeat(1_001)}${']'.repeat(1_001)}}` },
      good,
    );
    const required = (member: string) => [
      'InvalidArgument',
      `Parameter ${member} is not valid. Reason: ${member} is a required argument.`,
    ];
    expect(answer.FailedEntryCount).toBe(8);
    expect(answer.Entries?.map((one) => (one.EventId ? 'ok' : [one.ErrorCode, one.ErrorMessage]))).toEqual([
      'ok',
      required('Source'),
      required('DetailType'),
      required('Detail'),
      ['MalformedDetail', 'Detail is malformed.'],
      ['MalformedDetail', 'Detail is malformed.'],
      ['NotAuthorizedForSourceException', 'Not authorized for the source.'],
      ['InvalidArgument', expect.stringContaining('DetailType')],
      ['MalformedDetail', 'Detail is malformed.'],
      'ok',
    ]);
  });

  test.each<[string, PutEventsRequestEntry[], RegExp]>([
    [
      'eleven entries',
      Array.from({ length: 11 }, () => good),
      /at 'entries' failed .* less than or equal to 10/,
    ],
    [
      'a megabyte',
      [{ ...good, Detail: JSON.stringify({ text: 'x'.repeat(1_048_576) }) }],
      /Total size of the entries in the request is over the limit/,
    ],
    ['a bus name out of form', [{ ...good, EventBusName: 'a b' }], /eventBusName/],
    ['a long trace header', [{ ...good, TraceHeader: 'x'.repeat(501) }], /traceHeader/],
  ])('refuses %s', async (_words, entries, message) => {
    await expect(put(...entries)).rejects.toMatchObject(refusal('ValidationException', message));
  });
});

test('TestEventPattern matches, and judges pattern and event', async () => {
  const event = {
    id: '1',
    account: '000000000000',
    source: 'a',
    time: '2026-10-08T09:21:06Z',
    region: 'us-east-1',
    resources: [],
    'detail-type': 'T',
    detail: {},
  };
  const run = (pattern: string, Event: string) =>
    events().send(new TestEventPatternCommand({ EventPattern: pattern, Event }));
  expect((await run(EventPattern, JSON.stringify(event))).Result).toBe(true);
  expect((await run('{"source":["b"]}', JSON.stringify(event))).Result).toBe(false);
  await expect(run('{"source":"a"}', JSON.stringify(event))).rejects.toMatchObject({
    name: 'InvalidEventPatternException',
  });
  await expect(run(EventPattern, '{"source":"a"}')).rejects.toMatchObject({ name: 'ValidationException' });
});

test.each([
  ['throttle', 'ThrottlingException', 400, 'Rate exceeded'],
  ['5xx', 'InternalException', 500, 'internal error'],
  ['access-denied', 'AccessDeniedException', 400, 'is not authorized to perform: events:PutRule'],
] as const)('an injected %s is worded as EventBridge does', async (kind, name, httpStatusCode, message) => {
  await sandbox.fault({ kind, operation: 'PutRule', count: 1, probability: 1 });
  await expect(putRule({ Name: 'faulty' })).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message),
    $metadata: { httpStatusCode },
  });
});
