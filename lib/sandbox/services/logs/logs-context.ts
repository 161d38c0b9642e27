import type { FaultBoard } from '../../fault-board.ts';
import { AwsError } from '../../service.ts';
import type { LogDeliveries } from './log-deliveries.ts';
import type { LogGroup, LogStream } from './log-group.ts';
import type { LogStore } from './log-store.ts';
import type { ResourcePolicies } from './resource-policies.ts';

/** What every operation of CloudWatch Logs works with. */
export interface LogsContext {
  store: LogStore;
  policies: ResourcePolicies;
  deliveries: LogDeliveries;
  faults: FaultBoard;
  accountId: string;
  region: string;
  now: () => number;
}

/** `arn:aws:logs:…:log-group:<name>`, without the `:*` that older answers carry. */
export function logGroupArn(context: LogsContext, logGroupName: string): string {
  return `arn:aws:logs:${context.region}:${context.accountId}:log-group:${logGroupName}`;
}

/** The group that a name or an ARN identifies; ResourceNotFoundException where there is none. */
export function requireGroup(
  context: LogsContext,
  input: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined },
): LogGroup {
  if (input.logGroupName !== undefined && input.logGroupIdentifier !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      'LogGroup name and LogGroup ARN are mutually exclusive parameters.',
    );
  }
  const identifier = input.logGroupName ?? input.logGroupIdentifier;
  if (identifier === undefined) {
    throw new AwsError(
      'InvalidParameterException',
      'Either logGroupName or logGroupIdentifier must be given.',
    );
  }
  const name = /^arn:[^:]*:logs:[^:]*:\d*:log-group:([^:]+)(:\*)?$/.exec(identifier)?.[1] ?? identifier;
  const group = context.store.groups.get(name);
  if (group === undefined) {
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  }
  return group;
}

/** The stream of that name; ResourceNotFoundException where there is none. */
export function requireStream(group: LogGroup, logStreamName: string): LogStream {
  const stream = group.streams.get(logStreamName);
  if (stream === undefined) {
    throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  }
  return stream;
}
