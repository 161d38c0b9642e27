import { z } from 'zod';
import { zHopStatus } from './hop.ts';
import { zIso, zPage } from './page.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
export const zStateMachineName = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,80}$/, 'A state machine name has 1 to 80 letters, digits, _ and -');
const zExecutionName = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,80}$/, 'An execution name has 1 to 80 letters, digits, _ and -');
export const EXECUTION_INPUT_LIMIT_BYTES = 262_144;

export const EXECUTION_STATUSES = [
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
  'PENDING_REDRIVE',
] as const;
export const zExecutionStatus = z.enum(EXECUTION_STATUSES);

/** A state of the definition as the graph draws it. */
const zGraphNode = z.object({
  /** Unique: names of states in nested workflows are prefixed by their parent's. */
  id: z.string(),
  name: z.string(),
  type: z.enum(['Task', 'Choice', 'Wait', 'Pass', 'Succeed', 'Fail', 'Parallel', 'Map', 'start', 'end']),
  /** The Parallel or Map state that holds it. */
  parentId: z.string().nullable(),
  /** Of a Task that runs a Lambda function. */
  functionName: z.string().nullable(),
});
const zGraphEdge = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(['next', 'choice', 'default', 'catch']),
  label: z.string().nullable(),
});
const zStateMachineGraph = z.object({ nodes: z.array(zGraphNode), edges: z.array(zGraphEdge) });
export type StateMachineGraph = z.infer<typeof zStateMachineGraph>;

const zStateMachineSummary = z.object({
  stateMachineArn: z.string(),
  name: z.string(),
  type: z.enum(['STANDARD', 'EXPRESS']),
  status: z.enum(['ACTIVE', 'DELETING']),
  createdAt: zIso,
  managedBy: z.string().nullable(),
  watched: z.boolean(),
  functionNames: z.array(z.string()),
  runningCount: z.number().int(),
  failedCount24h: z.number().int(),
  executionCount24h: z.number().int(),
  lastStartedAt: zIso.nullable(),
  /** The condition whose enactment it is. */
  conditionId: z.string().nullable(),
});
export type StateMachineSummary = z.infer<typeof zStateMachineSummary>;
export const zStateMachinePage = zPage(zStateMachineSummary);

export const zStateMachineDetail = zStateMachineSummary.extend({
  definition: z.string(),
  roleArn: z.string(),
  revisionId: z.string().nullable(),
  loggingLevel: z.string().nullable(),
  tracingEnabled: z.boolean(),
  graph: zStateMachineGraph.nullable(),
  definitionProblem: z.string().nullable(),
});
export type StateMachineDetail = z.infer<typeof zStateMachineDetail>;

const zExecutionSummary = z.object({
  executionArn: z.string(),
  stateMachineArn: z.string(),
  stateMachineName: z.string(),
  name: z.string(),
  status: zExecutionStatus,
  startedAt: zIso,
  stoppedAt: zIso.nullable(),
  redriveCount: z.number().int(),
  error: z.string().nullable(),
  chainId: z.string().nullable(),
  hopCount: z.number().int(),
});
export type ExecutionSummary = z.infer<typeof zExecutionSummary>;
export const zExecutionPage = zPage(zExecutionSummary);

/** One entering of a state: its attempts, how long it ran, and where it went. */
const zStateVisit = z.object({
  /** The graph node's ID. */
  stateId: z.string(),
  stateName: z.string(),
  type: z.string(),
  enteredAt: zIso,
  exitedAt: zIso.nullable(),
  status: z.enum(['running', 'succeeded', 'failed', 'caught', 'timed-out', 'aborted']),
  attempts: z.array(
    z.object({
      attempt: z.number().int(),
      startedAt: zIso,
      endedAt: zIso.nullable(),
      error: z.string().nullable(),
      cause: z.string().nullable(),
      requestId: z.string().nullable(),
      hop: z.object({ hopId: z.string(), chainId: z.string(), status: zHopStatus }).nullable(),
      /** `exact`: by the request ID in the task's result; `time`: by trace and time, said so. */
      joinedBy: z.enum(['exact', 'time']).nullable(),
    }),
  ),
  input: z.string().nullable(),
  output: z.string().nullable(),
  /** Nested visits of Parallel branches and Map iterations by index. */
  branch: z.string().nullable(),
});
export const zExecutionDetail = zExecutionSummary.extend({
  input: z.string().nullable(),
  output: z.string().nullable(),
  cause: z.string().nullable(),
  /** In words, where AWS ended it for a limit and no state of it failed. */
  ending: z.string().nullable(),
  traceHeader: z.string().nullable(),
  redriveStatus: z.string().nullable(),
  redriveReason: z.string().nullable(),
  startedBy: z.object({ hopId: z.string(), chainId: z.string(), functionName: z.string() }).nullable(),
  parentExecutionArn: z.string().nullable(),
  graph: zStateMachineGraph.nullable(),
  visits: z.array(zStateVisit),
  /** Events of the history that were read, and whether there are more. */
  eventCount: z.number().int(),
  truncated: z.boolean(),
  operationId: z.string().nullable(),
});
export type ExecutionDetail = z.infer<typeof zExecutionDetail>;

export const zExecutionListQuery = z.object({
  status: zExecutionStatus.optional(),
  withinMs: z.coerce.number().int().min(60_000).max(7_776_000_000).default(86_400_000),
});
export type ExecutionListQuery = z.infer<typeof zExecutionListQuery>;

export const zStartExecutionInput = z.object({
  operationId: z.uuid(),
  stateMachineName: zStateMachineName,
  /** Null: AWS or the dashboard chooses one. */
  name: zExecutionName.nullable(),
  /** JSON text. */
  input: z.string(),
  /** The hop whose chain goes on; null for a chain of its own. */
  hopId: z.string().nullable(),
});
export type StartExecutionInput = z.infer<typeof zStartExecutionInput>;
export const zExecutionActInput = z.object({
  operationId: z.uuid(),
  executionArn: z.string().regex(/^arn:[^\s]{1,256}$/, 'An execution ARN'),
  act: z.enum(['stop', 'redrive']),
  error: z.string().max(256).default(''),
  cause: z.string().max(32_768).default(''),
});
export type ExecutionActInput = z.infer<typeof zExecutionActInput>;

export const zSaveStateMachineInput = z.object({
  name: zStateMachineName,
  type: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
  definition: z.string().min(2).max(1_048_576),
  roleArn: z.string().regex(/^arn:[\w-]+:iam::\d{12}:role\/[^\s]{1,512}$/, 'A role ARN'),
  overwrite: z.boolean().default(false),
});
export type SaveStateMachineInput = z.infer<typeof zSaveStateMachineInput>;
export const zDefinitionCheck = z.object({
  problems: z.array(
    z.object({
      path: z.string(),
      message: z.string(),
      line: z.number().int().nullable(),
      severity: z.enum(['ERROR', 'WARNING']),
    }),
  ),
  graph: zStateMachineGraph.nullable(),
});
export type DefinitionCheck = z.infer<typeof zDefinitionCheck>;
export const zWatchStateMachineInput = z.object({ stateMachineArn: z.string(), watched: z.boolean() });
export type WatchStateMachineInput = z.infer<typeof zWatchStateMachineInput>;
export const zStateMachineRef = z.object({ name: zStateMachineName });
