import type { Json } from '../asl/json.ts';
import type { ExecutionRecord } from '../execution-record.ts';

export type TaskOutcome =
  | { kind: 'succeeded'; output: Json }
  | { kind: 'failed'; error: string; cause: string };

/** A task that a state starts. */
export interface TaskRequest {
  execution: ExecutionRecord;
  /** `Resource` of the state */
  resource: string;
  /** what Parameters or Arguments gave */
  parameters: Json;
  /** the execution that a `.sync` task started before the sandbox was restarted */
  childArn: string | null;
  /** Call once a `.sync` task has been started: its answer, and what to wait for. */
  submitted: (output: Json, childArn: string) => void;
  signal: AbortSignal;
}

/** Runs a task to its end; rejects with the signal's reason when that aborts. */
export type StartTask = (request: TaskRequest) => Promise<TaskOutcome>;

/** What a `Resource` names; null for what the sandbox does not have. */
export type TaskResource =
  | { kind: 'function'; arn: string }
  | {
      kind: 'integration';
      /** as events name it: `lambda` and `invoke` */
      resourceType: string;
      resource: string;
    };

export const INTEGRATIONS = [
  'arn:aws:states:::lambda:invoke',
  'arn:aws:states:::events:putEvents',
  'arn:aws:states:::states:startExecution',
  'arn:aws:states:::states:startExecution.sync',
  'arn:aws:states:::states:startExecution.sync:2',
];
const INTEGRATION = /^arn:aws:states:::([a-z]+):(.+)$/;
const FUNCTION = /^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9-_]+(?::[a-zA-Z0-9-_$]+)?$/;

export function taskResourceOf(resource: string): TaskResource | null {
  if (FUNCTION.test(resource)) return { kind: 'function', arn: resource };
  const [, resourceType, name] = INTEGRATION.exec(resource) ?? [];
  if (resourceType === undefined || name === undefined || !INTEGRATIONS.includes(resource)) return null;
  return { kind: 'integration', resourceType, resource: name };
}
