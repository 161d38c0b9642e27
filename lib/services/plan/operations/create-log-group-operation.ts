import { createLogGroup } from '../../../aws/create-log-group.ts';
import { planOperationOf } from '../plan-operation.ts';
import { logGroupSubject, readLogGroup, restoreLogGroup, zLogGroupName } from './log-group-state.ts';

/** CloudWatch Logs CreateLogGroup; undone, the group goes with the log events it got meanwhile. */
export const createLogGroupOperation = planOperationOf({
  operation: 'CreateLogGroup',
  zInput: zLogGroupName,
  subject: logGroupSubject,
  read: readLogGroup,
  wanted: ({ logGroupName }) => ({ logGroup: logGroupName }),
  execute: (aws, { logGroupName }) => createLogGroup(aws, logGroupName),
  undo: restoreLogGroup,
  shownIn: 'events',
});
