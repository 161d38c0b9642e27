import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANY_ROLE, startTestStates, type TestStates } from './testing/start-test-states.ts';

const PASS = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
const WAITING = { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 90_000_000, End: true } } };
let sandbox: TestStates;

beforeAll(async () => {
  sandbox = await startTestStates();
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

describe('state machines', () => {
  it('are created, described, updated, listed and deleted', async () => {
    const { states } = sandbox;
    const stateMachineArn = await sandbox.createMachine('shop', PASS);
    const described = await states.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described).toMatchObject({
      name: 'shop',
      status: 'ACTIVE',
      type: 'STANDARD',
      roleArn: ANY_ROLE,
      definition: JSON.stringify(PASS),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
    });
    expect(described.revisionId).toBeUndefined();
    const definition = JSON.stringify({ ...PASS, Comment: 'new' });
    const updated = await states.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    const again = await states.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(again).toMatchObject({ definition, revisionId: updated.revisionId });
    const listed = await states.send(new ListStateMachinesCommand({}));
    expect(listed.stateMachines).toMatchObject([{ name: 'shop', stateMachineArn, type: 'STANDARD' }]);
    await states.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await states.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(states.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    });
  });

  it('the same machine again is answered alike, another of its name is refused', async () => {
    const arn = await sandbox.createMachine('twice', PASS);
    expect(await sandbox.createMachine('twice', PASS)).toBe(arn);
    await expect(sandbox.createMachine('twice', WAITING)).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${arn}'`,
    });
  });

  it('are listed in pages', async () => {
    for (const name of ['page-1', 'page-2', 'page-3']) await sandbox.createMachine(name, PASS);
    const names: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await sandbox.states.send(new ListStateMachinesCommand({ maxResults: 2, nextToken }));
      names.push(...(page.stateMachines ?? []).map(({ name }) => name));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(names.filter((name) => name?.startsWith('page-'))).toEqual(['page-1', 'page-2', 'page-3']);
    await expect(sandbox.states.send(new ListStateMachinesCommand({ nextToken: 'x' }))).rejects.toMatchObject(
      { name: 'InvalidToken' },
    );
    await expect(sandbox.states.send(new ListStateMachinesCommand({ maxResults: 1_001 }))).rejects.toThrow(
      "Value '1001' at 'maxResults' failed to satisfy constraint",
    );
  });

  it('carry tags', async () => {
    const { states } = sandbox;
    const resourceArn = await sandbox.createMachine('tagged', PASS);
    await states.send(
      new TagResourceCommand({ resourceArn, tags: [{ key: 'team', value: 'a' }, { key: 'b' }] }),
    );
    await states.send(new UntagResourceCommand({ resourceArn, tagKeys: ['b'] }));
    const { tags } = await states.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual([{ key: 'team', value: 'a' }]);
    const nobody = new ListTagsForResourceCommand({ resourceArn: `${resourceArn}x` });
    await expect(states.send(nobody)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it.each([
    ['a name with a space', { name: 'a b' }, 'InvalidName'],
    ['no name', { name: '' }, 'InvalidName'],
    ['a role that is no ARN', { name: 'x', roleArn: 'me' }, 'InvalidArn'],
    ['no definition', { name: 'x', definition: '' }, 'ValidationException'],
    ['versions', { name: 'x', publish: true }, 'ValidationException'],
  ])('refuse %s', async (_what, input, name) => {
    const command = new CreateStateMachineCommand({
      roleArn: ANY_ROLE,
      definition: JSON.stringify(PASS),
      ...input,
    });
    await expect(sandbox.states.send(command)).rejects.toMatchObject({ name });
  });

  it('name every problem of a definition at its place', async () => {
    const definition = {
      StartAt: 'Nowhere',
      States: {
        A: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Next: 'B' },
        B: { Type: 'Wait', Seconds: -1, Colour: 'red', End: true },
      },
    };
    await expect(sandbox.createMachine('wrong', definition)).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: expect.stringMatching(
        /^Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: .* at \/StartAt, SCHEMA_VALIDATION_FAILED: The sandbox does not support the resource 'arn:aws:states:::sqs:sendMessage'.* at \/States\/A\/Resource, .*'Colour'.* at \/States\/B\/Colour, .* at \/States\/B\/Seconds'$/,
      ),
    });
    const validated = await sandbox.states.send(
      new ValidateStateMachineDefinitionCommand({ definition: JSON.stringify(definition), maxResults: 2 }),
    );
    expect(validated).toMatchObject({ result: 'FAIL', truncated: true });
    expect(validated.diagnostics).toHaveLength(2);
  });
});

describe('executions', () => {
  it('run once for a name: repeated alike while they run, refused afterwards', async () => {
    const stateMachineArn = await sandbox.createMachine('named', WAITING);
    const arn = await sandbox.start(stateMachineArn, { a: 1 }, { name: 'order-1' });
    expect(await sandbox.start(stateMachineArn, { a: 1 }, { name: 'order-1' })).toBe(arn);
    const exists = { name: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${arn}'` };
    await expect(sandbox.start(stateMachineArn, { a: 2 }, { name: 'order-1' })).rejects.toMatchObject(exists);
    const stop = new StopExecutionCommand({ executionArn: arn, error: 'Enough', cause: 'by hand' });
    const { stopDate } = await sandbox.states.send(stop);
    expect(await sandbox.describeExecution(arn)).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'by hand',
      redriveStatus: 'REDRIVABLE',
      stopDate,
    });
    expect((await sandbox.states.send(stop)).stopDate).toEqual(stopDate);
    const history = await sandbox.history(arn);
    expect(history.map(({ type, previousEventId }) => [type, previousEventId])).toEqual([
      ['ExecutionStarted', 0],
      ['WaitStateEntered', 0],
      ['ExecutionAborted', 0],
    ]);
    expect(history[2]?.executionAbortedEventDetails).toEqual({ error: 'Enough', cause: 'by hand' });
    await expect(sandbox.start(stateMachineArn, { a: 1 }, { name: 'order-1' })).rejects.toMatchObject(exists);
  });

  it('keep the definition that they started with', async () => {
    const stateMachineArn = await sandbox.createMachine('changing', WAITING);
    const executionArn = await sandbox.start(stateMachineArn);
    await sandbox.states.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(PASS) }),
    );
    const kept = await sandbox.states.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(kept.definition).toBe(JSON.stringify(WAITING));
    await sandbox.states.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(sandbox.describeExecution(executionArn)).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });

  it('are listed newest first, by status and in pages', async () => {
    const stateMachineArn = await sandbox.createMachine('listed', PASS);
    const arns: string[] = [];
    for (let i = 0; i < 5; i += 1) arns.unshift(await sandbox.start(stateMachineArn));
    await sandbox.ended(arns[0] ?? '');
    const found: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const command = new ListExecutionsCommand({ stateMachineArn, maxResults: 2, nextToken });
      const page = await sandbox.states.send(command);
      found.push(...(page.executions ?? []).map(({ executionArn }) => executionArn));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(found).toEqual(arns);
    const running = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' });
    expect((await sandbox.states.send(running)).executions).toEqual([]);
    await expect(
      sandbox.states.send(
        new ListExecutionsCommand({ stateMachineArn, statusFilter: 'succeeded' as 'FAILED' }),
      ),
    ).rejects.toThrow(
      'Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]',
    );
  });

  it('have a history that is read in pages, backwards and without data', async () => {
    const executionArn = await sandbox.start(await sandbox.createMachine('history', PASS), { secret: 1 });
    await sandbox.ended(executionArn);
    const first = await sandbox.states.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 3, reverseOrder: true }),
    );
    expect(first.events?.map(({ id }) => id)).toEqual([4, 3, 2]);
    const second = await sandbox.states.send(
      new GetExecutionHistoryCommand({
        executionArn,
        maxResults: 3,
        reverseOrder: true,
        nextToken: first.nextToken,
      }),
    );
    expect(second.events?.map(({ id }) => id)).toEqual([1]);
    const bare = await sandbox.states.send(
      new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }),
    );
    expect(JSON.stringify(bare.events)).not.toContain('secret');
    expect(bare.events?.[1]?.stateEnteredEventDetails?.name).toBe('A');
  });

  it.each([
    ['text that is no JSON', 'not json', 'InvalidExecutionInput'],
    ['nothing', '', 'InvalidExecutionInput'],
    ['what is nested too deeply', `${'['.repeat(1_001)}${']'.repeat(1_001)}`, 'InvalidExecutionInput'],
    ['more than 256 KiB', JSON.stringify('é'.repeat(131_072)), 'ValidationException'],
  ])('refuse %s as input', async (_what, input, name) => {
    const stateMachineArn = await sandbox.createMachine('inputs', PASS);
    await expect(
      sandbox.states.send(new StartExecutionCommand({ stateMachineArn, input })),
    ).rejects.toMatchObject({ name });
  });

  it('of unknown machines and ARNs are refused as AWS does', async () => {
    const stateMachineArn = sandbox.machineArn('nobody');
    await expect(sandbox.start(stateMachineArn)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    await expect(sandbox.describeExecution('nobody')).rejects.toMatchObject({
      name: 'InvalidArn',
      message: "Invalid Arn: 'Invalid ARN prefix: nobody'",
    });
    await expect(
      sandbox.describeExecution('arn:aws:states:us-east-1:000000000000:execution:a:b'),
    ).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  it('of express machines answer at once or when they are over, and keep no history', async () => {
    const stateMachineArn = await sandbox.createMachine('quick', PASS, 'EXPRESS');
    const started = await sandbox.states.send(
      new StartSyncExecutionCommand({
        stateMachineArn,
        input: '{"a":1}',
        traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
      }),
    );
    expect(started).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"a":1}',
      traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
      executionArn: expect.stringContaining(':express:quick:'),
    });
    const executionArn = await sandbox.start(stateMachineArn);
    await expect(sandbox.describeExecution(executionArn)).rejects.toMatchObject({ name: 'InvalidArn' });
    await expect(
      sandbox.states.send(
        new StartSyncExecutionCommand({ stateMachineArn: await sandbox.createMachine('slow', PASS) }),
      ),
    ).rejects.toMatchObject({ name: 'StateMachineTypeNotSupported' });
  });
});
