import { randomBytes } from 'node:crypto';
import { formatTraceHeader, parseTraceHeader } from '../../../../domain/trace-header.ts';
import type { JudgeRole } from '../../iam/judge-role.ts';
import { type StartTask, taskResourceOf } from '../run/task.ts';
import { invokeFunction, runFunction } from './invoke-function.ts';
import { putEvents } from './put-events.ts';
import { type ChildExecutions, startChild } from './start-child.ts';
import type { TaskSurroundings } from './task-surroundings.ts';

const PRINCIPAL = 'states.amazonaws.com';

/** Runs the tasks of executions against the sandbox's own services. */
export function createStartTask(options: {
  endpoint: () => string;
  accountId: string;
  judgeRole: JudgeRole;
  children: ChildExecutions;
}): StartTask {
  const { endpoint, accountId, judgeRole, children } = options;
  return async (request) => {
    const { execution, resource, parameters, signal } = request;
    const around: TaskSurroundings = {
      endpoint: endpoint(),
      region: execution.region,
      accountId,
      signal,
      traceHeader: () => nextTraceHeader(execution.traceHeader),
      denied: (action, resourceArn) => {
        const { permitted, reason } = judgeRole(execution.roleArn, {
          principal: PRINCIPAL,
          action,
          resourceArn,
          sourceArn: execution.stateMachineArn,
        });
        return permitted ? null : reason;
      },
    };
    const named = taskResourceOf(resource);
    if (named === null) throw new Error(`no task ${resource}`);
    if (named.kind === 'function') return runFunction(named.arn, parameters, around);
    switch (named.resource) {
      case 'invoke':
        return invokeFunction(parameters, around);
      case 'putEvents':
        return putEvents(parameters, execution, around);
      case 'startExecution':
      case 'startExecution.sync':
      case 'startExecution.sync:2':
        return startChild(named.resource, request, around, children);
      default:
        throw new Error(`no task ${resource}`);
    }
  };
}

/** Lineage ends here: Lambda's loop detection does not see loops that lead over Step Functions. */
function nextTraceHeader(given: string | null): string | null {
  const header = parseTraceHeader(given ?? '');
  if (header === null || header.root === null) return null;
  return formatTraceHeader({
    self: null,
    root: header.root,
    parent: randomBytes(8).toString('hex'),
    sampled: header.sampled,
    lineage: null,
  });
}
