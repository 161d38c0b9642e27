import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../domain/app-error.ts';
import type { AwsClients } from './aws-clients.ts';
import { createRole } from './create-role.ts';
import { createStateMachine } from './create-state-machine.ts';
import { deleteRole } from './delete-role.ts';
import { deleteRolePolicy } from './delete-role-policy.ts';
import { deleteStateMachine } from './delete-state-machine.ts';
import { describeExecution } from './describe-execution.ts';
import { describeStateMachine } from './describe-state-machine.ts';
import { getExecutionHistory } from './get-execution-history.ts';
import { getRole } from './get-role.ts';
import { getRolePolicy } from './get-role-policy.ts';
import { listExecutions } from './list-executions.ts';
import { listRolePolicies } from './list-role-policies.ts';
import { listStateMachineTags } from './list-state-machine-tags.ts';
import { listStateMachines } from './list-state-machines.ts';
import { putRolePolicy } from './put-role-policy.ts';
import { redriveExecution } from './redrive-execution.ts';
import { isRoleNotAssumable } from './role-refusal.ts';
import { startExecution } from './start-execution.ts';
import { loggingInput } from './state-machine.ts';
import { stopExecution } from './stop-execution.ts';
import { testState } from './test-state.ts';
import { type Conformance, refusal, startConformance } from './testing/start-conformance.ts';
import { updateStateMachine } from './update-state-machine.ts';
import { validateStateMachineDefinition } from './validate-state-machine-definition.ts';

const name = `reprise-conformance-${randomUUID().slice(0, 8)}`;
const ROOT = '1-65f2a1b3-0123456789abcdef01234567';
const traceHeader = `Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1`;
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const PASS = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
const WAIT = JSON.stringify({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3_000_000, End: true } } });

let conformance: Conformance;
let aws: AwsClients;
let roleArn: string;
const machines = new Set<string>();

/** A role that is seconds old cannot be assumed yet. */
async function create(suffix: string, definition: string, more: object = {}): Promise<string> {
  let stateMachineArn = '';
  await conformance.until(async () => {
    try {
      const input = { name: `${name}-${suffix}`, definition, roleArn, ...more };
      ({ stateMachineArn } = await createStateMachine(aws, input));
      return true;
    } catch (error) {
      if (isRoleNotAssumable(error)) return false;
      throw error;
    }
  });
  machines.add(stateMachineArn);
  return stateMachineArn;
}
const start = (stateMachineArn: string, executionName: string, input = '{}') =>
  startExecution(aws, { stateMachineArn, name: executionName, input, traceHeader });
async function statusOf(executionArn: string): Promise<string> {
  try {
    return (await describeExecution(aws, executionArn)).status;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return 'not there yet';
    throw error;
  }
}
const until = (executionArn: string, status: string) =>
  conformance.until(async () => (await statusOf(executionArn)) === status);

beforeAll(async () => {
  conformance = await startConformance();
  aws = conformance.aws;
  const tags = [{ Key: 'team', Value: 'x' }];
  ({ roleArn } = await createRole(aws, {
    RoleName: name,
    AssumeRolePolicyDocument: TRUST,
    Description: 'of a test',
    Tags: tags,
  }));
});
afterAll(async () => {
  for (const arn of machines) await deleteStateMachine(aws, arn);
  await deleteRole(aws, name);
  await conformance.stop();
});

describe('roles', () => {
  it('are read as they were created', async () => {
    const role = await getRole(aws, name);
    expect(role).toMatchObject({
      roleName: name,
      roleArn,
      path: '/',
      description: 'of a test',
      maxSessionDurationSeconds: 3_600,
      tags: { team: 'x' },
    });
    expect(JSON.parse(role.trustPolicy)).toEqual(JSON.parse(TRUST));
  });

  it('keep inline policies', async () => {
    const policy = { RoleName: name, PolicyName: 'run' };
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' },
    });
    await putRolePolicy(aws, { ...policy, PolicyDocument });
    const ref = { roleName: name, policyName: 'run' };
    expect(JSON.parse((await getRolePolicy(aws, ref)) ?? '')).toEqual(JSON.parse(PolicyDocument));
    expect(await listRolePolicies(aws, name)).toEqual(['run']);
    expect(await refusal(deleteRole(aws, name))).toMatchObject({ code: 'conflict' });
    await deleteRolePolicy(aws, ref);
    expect(await getRolePolicy(aws, ref)).toBeNull();
  });

  it('are refused in words', async () => {
    const again = createRole(aws, { RoleName: name, AssumeRolePolicyDocument: TRUST });
    expect(await refusal(again)).toMatchObject({ code: 'conflict', field: 'roleName' });
    expect(await refusal(getRole(aws, `${name}-x`))).toMatchObject({ code: 'not-found' });
    const input = { RoleName: name, PolicyName: 'bad', PolicyDocument: '{"a":1' };
    expect(await refusal(putRolePolicy(aws, input))).toMatchObject({
      code: 'invalid-input',
      field: 'policy',
    });
    const none = { roleName: name, policyName: 'none' };
    expect(await refusal(deleteRolePolicy(aws, none))).toMatchObject({ code: 'not-found' });
  });
});

describe('state machines', () => {
  it('are created, listed, described, tagged and changed', async () => {
    const arn = await create('a', PASS, { tags: [{ key: 'team', value: 'x' }] });
    expect(await listStateMachines(aws)).toContainEqual(
      expect.objectContaining({ stateMachineArn: arn, name: `${name}-a`, type: 'STANDARD' }),
    );
    const created = await describeStateMachine(aws, arn);
    expect(created).toMatchObject({
      definition: PASS,
      roleArn,
      status: 'ACTIVE',
      revisionId: null,
      logging: { level: 'OFF', includeExecutionData: false, logGroupArns: [] },
      tracingEnabled: false,
    });
    expect(await listStateMachineTags(aws, arn)).toEqual({ team: 'x' });
    await updateStateMachine(aws, {
      stateMachineArn: arn,
      definition: WAIT,
      loggingConfiguration: loggingInput(created.logging),
      tracingConfiguration: { enabled: true },
    });
    expect(await describeStateMachine(aws, arn)).toMatchObject({
      definition: WAIT,
      tracingEnabled: true,
      revisionId: expect.any(String),
    });
  });

  it('are refused in words', async () => {
    const arn = await create('b', PASS);
    const input = { name: `${name}-b`, definition: WAIT, roleArn };
    expect(await refusal(createStateMachine(aws, input))).toMatchObject({ code: 'conflict', field: 'name' });
    const wrong = { ...input, name: `${name}-c`, definition: '{"StartAt":"A","States":{}}' };
    expect(await refusal(createStateMachine(aws, wrong))).toMatchObject({ field: 'definition' });
    expect(await refusal(describeStateMachine(aws, `${arn}-x`))).toMatchObject({ code: 'not-found' });
  });

  it('say where a role cannot be assumed', async () => {
    const RoleName = `${name}-lambda`;
    const trust = TRUST.replace('states.', 'lambda.');
    const made = await createRole(aws, { RoleName, AssumeRolePolicyDocument: trust });
    const input = { name: `${name}-d`, definition: PASS, roleArn: made.roleArn };
    const refused = await refusal(createStateMachine(aws, input));
    expect(refused).toMatchObject({ code: 'invalid-input', field: 'roleArn' });
    expect(isRoleNotAssumable(refused)).toBe(true);
    await deleteRole(aws, RoleName);
  });
});

describe('definitions', () => {
  it('are judged with each problem at its place', async () => {
    expect(await validateStateMachineDefinition(aws, { definition: PASS, type: 'STANDARD' })).toMatchObject({
      ok: true,
    });
    const definition = JSON.stringify({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'Gone' } },
    });
    const { ok, diagnostics } = await validateStateMachineDefinition(aws, { definition, type: 'STANDARD' });
    expect(ok).toBe(false);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ severity: 'ERROR', location: expect.stringContaining('/States/A') }),
    );
  });

  it('are tried state by state', async () => {
    const definition = JSON.stringify({
      Type: 'Choice',
      QueryLanguage: 'JSONata',
      Choices: [{ Condition: '{% $states.input.done = false %}', Next: 'Again' }],
      Default: 'Ready',
    });
    const test = (input: string) => testState(aws, { definition, input, roleArn });
    expect(await test('{"done":false}')).toMatchObject({ status: 'SUCCEEDED', nextState: 'Again' });
    expect(await test('{"done":true}')).toMatchObject({ status: 'SUCCEEDED', nextState: 'Ready' });
  });
});

describe('executions', () => {
  it('are started once by name, described, listed and stopped', async () => {
    const arn = await create('run', WAIT);
    const { executionArn } = await start(arn, 'one', '{"a":1}');
    expect((await start(arn, 'one', '{"a":1}')).executionArn).toBe(executionArn);
    expect(await refusal(start(arn, 'one', '{"a":2}'))).toMatchObject({ code: 'conflict', field: 'name' });
    await until(executionArn, 'RUNNING');
    const running = await describeExecution(aws, executionArn);
    expect(running).toMatchObject({ name: 'one', input: '{"a":1}', stoppedAt: null, redriveCount: 0 });
    expect(running.traceHeader).toContain(`Root=${ROOT}`);
    await stopExecution(aws, { executionArn, error: 'Enough', cause: 'by hand' });
    await until(executionArn, 'ABORTED');
    expect(await describeExecution(aws, executionArn)).toMatchObject({ error: 'Enough', cause: 'by hand' });
    await conformance.until(async () => {
      const page = { stateMachineArn: arn, status: 'ABORTED' as const, limit: 10, nextToken: null };
      return (await listExecutions(aws, page)).executions.some(
        (listed) => listed.executionArn === executionArn,
      );
    });
    await redriveExecution(aws, { executionArn, clientToken: 'once' });
    await until(executionArn, 'RUNNING');
    await stopExecution(aws, { executionArn, error: '', cause: '' });
  });

  it('tell their history by ID', async () => {
    const arn = await create('pass', PASS);
    const { executionArn } = await start(arn, 'one');
    await until(executionArn, 'SUCCEEDED');
    const { events, nextToken } = await getExecutionHistory(aws, { executionArn, nextToken: null });
    expect(nextToken).toBeNull();
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    const reversed = await getExecutionHistory(aws, { executionArn, nextToken: null, reverseOrder: true });
    expect(reversed.events.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
    expect(await refusal(redriveExecution(aws, { executionArn, clientToken: 'x' }))).toMatchObject({
      code: 'conflict',
    });
  });

  it('are refused in words', async () => {
    const arn = await create('none', PASS);
    expect(await refusal(start(`${arn}-x`, 'one'))).toMatchObject({ code: 'not-found' });
    expect(await refusal(start(arn, 'bad', '{'))).toMatchObject({ code: 'invalid-input', field: 'input' });
    const none = `${arn.replace(':stateMachine:', ':execution:')}:none`;
    expect(await refusal(describeExecution(aws, none))).toMatchObject({ code: 'not-found' });
    const express = await create('express', PASS, { type: 'EXPRESS' });
    const page = { stateMachineArn: express, status: null, limit: 10, nextToken: null };
    expect(await refusal(listExecutions(aws, page))).toMatchObject({ code: 'invalid-input' });
  });
});
