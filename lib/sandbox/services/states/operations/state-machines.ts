import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import { diagnose } from '../definition/diagnose.ts';
import type { MachineRecord } from '../machine-store.ts';
import { requireExecution, requireMachine, type StatesCall } from '../states-call.ts';
import {
  checkName,
  pageOf,
  parseStatesInput,
  zArn,
  zMaxResults,
  zOneOf,
  zTags,
  zText,
} from '../states-input.ts';

const MAX_DEFINITION = 1_048_576;
const MAX_MACHINES = 100_000;
const ROLE = /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/;
const NO_LOGGING = { level: 'OFF', includeExecutionData: false };

const zLogging = z.looseObject({
  level: z.string().default('OFF'),
  includeExecutionData: z.boolean().default(false),
});
const zTracing = z.object({ enabled: z.boolean().default(false) });
const zCreate = z.object({
  name: z.string(),
  definition: zText(1, MAX_DEFINITION),
  roleArn: zArn,
  type: zOneOf(['STANDARD', 'EXPRESS']).default('STANDARD'),
  loggingConfiguration: zLogging.optional(),
  tracingConfiguration: zTracing.optional(),
  tags: zTags.default([]),
  publish: z.boolean().default(false),
  versionDescription: z.string().optional(),
});
const zUpdate = z.object({
  stateMachineArn: zArn,
  definition: zText(1, MAX_DEFINITION).optional(),
  roleArn: zArn.optional(),
  loggingConfiguration: zLogging.optional(),
  tracingConfiguration: zTracing.optional(),
  publish: z.boolean().default(false),
  versionDescription: z.string().optional(),
});
const zMachine = z.object({ stateMachineArn: zArn, includedData: z.string().optional() });
const zExecution = z.object({ executionArn: zArn, includedData: z.string().optional() });
const zList = z.object({ maxResults: zMaxResults, nextToken: zText(1, 1_024).optional() });

/** CreateStateMachine; the same machine again is answered as before, another of its name is refused. */
export async function createStateMachine(call: StatesCall) {
  const input = parseStatesInput(zCreate, call.body);
  const { name, definition, roleArn, type } = input;
  checkName(name);
  refuseVersions(input.publish);
  checkRole(call, roleArn, name);
  await checkDefinition(definition, type);
  const { region } = call.request;
  const arn = machineArn(call, name);
  const now = call.clock.now();
  const machine: MachineRecord = {
    region,
    name,
    arn,
    type,
    definition,
    roleArn,
    revisionId: null,
    loggingConfiguration: input.loggingConfiguration ?? NO_LOGGING,
    tracingEnabled: input.tracingConfiguration?.enabled ?? false,
    tags: Object.fromEntries(input.tags.map(({ key, value }) => [key, value])),
    createdAtMs: now,
    updatedAtMs: now,
  };
  const existing = call.machines.find(arn);
  if (existing !== undefined) {
    if (!isSame(existing, machine)) {
      throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    return { stateMachineArn: arn, creationDate: existing.createdAtMs / 1_000 };
  }
  if (call.machines.list(region).length >= MAX_MACHINES) {
    throw new AwsError('StateMachineLimitExceeded', 'The maximum number of state machines has been reached.');
  }
  call.machines.save(machine);
  return { stateMachineArn: arn, creationDate: now / 1_000 };
}

/** UpdateStateMachine; executions that run keep the definition and role they started with. */
export async function updateStateMachine(call: StatesCall) {
  const input = parseStatesInput(zUpdate, call.body);
  const machine = requireMachine(call.machines, input.stateMachineArn);
  const { definition, roleArn, loggingConfiguration, tracingConfiguration } = input;
  refuseVersions(input.publish);
  if ([definition, roleArn, loggingConfiguration, tracingConfiguration].every((one) => one === undefined)) {
    throw new AwsError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, the EncryptionConfiguration or the TracingConfiguration must be specified',
    );
  }
  if (roleArn !== undefined) checkRole(call, roleArn, machine.name);
  if (definition !== undefined) await checkDefinition(definition, machine.type);
  const now = call.clock.now();
  const revisionId = randomUUID();
  call.machines.save({
    ...machine,
    definition: definition ?? machine.definition,
    roleArn: roleArn ?? machine.roleArn,
    loggingConfiguration: loggingConfiguration ?? machine.loggingConfiguration,
    tracingEnabled: tracingConfiguration?.enabled ?? machine.tracingEnabled,
    revisionId,
    updatedAtMs: now,
  });
  return { updateDate: now / 1_000, revisionId };
}

export function describeStateMachine(call: StatesCall) {
  const machine = requireMachine(call.machines, parseStatesInput(zMachine, call.body).stateMachineArn);
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    status: 'ACTIVE',
    definition: machine.definition,
    roleArn: machine.roleArn,
    type: machine.type,
    creationDate: machine.createdAtMs / 1_000,
    loggingConfiguration: machine.loggingConfiguration,
    tracingConfiguration: { enabled: machine.tracingEnabled },
    ...(machine.revisionId === null ? {} : { revisionId: machine.revisionId }),
  };
}

/** The definition and role that an execution runs by. */
export function describeStateMachineForExecution(call: StatesCall) {
  const execution = requireExecution(call.executions, parseStatesInput(zExecution, call.body).executionArn);
  const machine = call.machines.find(execution.stateMachineArn);
  return {
    stateMachineArn: execution.stateMachineArn,
    name: execution.stateMachineName,
    definition: execution.definition,
    roleArn: execution.roleArn,
    updateDate: execution.machineUpdatedAtMs / 1_000,
    loggingConfiguration: machine?.loggingConfiguration ?? NO_LOGGING,
    tracingConfiguration: { enabled: machine?.tracingEnabled ?? false },
    ...(execution.revisionId === null ? {} : { revisionId: execution.revisionId }),
  };
}

/** DeleteStateMachine; its executions are ended and forgotten. A machine that is not there is deleted already. */
export function deleteStateMachine(call: StatesCall) {
  const { stateMachineArn } = parseStatesInput(zMachine, call.body);
  const machine = call.machines.find(stateMachineArn);
  if (machine === undefined) return;
  call.machines.delete(machine);
  for (const { arn } of call.executions.list(machine.arn)) call.executor.stop(arn, null, null);
  call.executions.deleteAll(machine.arn);
}

export function listStateMachines(call: StatesCall) {
  const page = parseStatesInput(zList, call.body);
  const order = { keyOf: ({ name }: MachineRecord) => name, isAfter: (a: string, b: string) => a > b };
  const found = pageOf(call.machines.list(call.request.region), page, order, 'machines', call.clock.now());
  return {
    stateMachines: found.items.map(({ arn, name, type, createdAtMs }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate: createdAtMs / 1_000,
    })),
    ...found.next,
  };
}

function machineArn({ request, accountId }: StatesCall, name: string): string {
  return `arn:aws:states:${request.region}:${accountId}:stateMachine:${name}`;
}

function isSame(a: MachineRecord, b: MachineRecord): boolean {
  const settings = ({ definition, type, loggingConfiguration, tracingEnabled }: MachineRecord) =>
    JSON.stringify([definition, type, loggingConfiguration, tracingEnabled]);
  return settings(a) === settings(b);
}

function refuseVersions(publish: boolean): void {
  if (publish)
    throw new AwsError('ValidationException', 'The sandbox does not support versions of state machines.');
}

function checkRole(call: StatesCall, roleArn: string, name: string): void {
  if (!ROLE.test(roleArn)) throw new AwsError('InvalidArn', `Invalid Role Arn: '${roleArn}'`);
  const { permitted } = call.judgeRole(roleArn, {
    principal: 'states.amazonaws.com',
    action: null,
    resourceArn: roleArn,
    sourceArn: machineArn(call, name),
  });
  if (permitted) return;
  throw new AwsError(
    'AccessDeniedException',
    'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
  );
}

async function checkDefinition(definition: string, type: 'STANDARD' | 'EXPRESS'): Promise<void> {
  const problems = await diagnose(definition, type);
  if (problems.length === 0) return;
  const words = problems.map(
    ({ code, message, location }) => `${code}: ${message}${location === undefined ? '' : ` at ${location}`}`,
  );
  throw new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${words.join(', ')}'`);
}
