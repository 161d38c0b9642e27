import { deleteLogGroup } from '../../../aws/delete-log-group.ts';
import type { Fields } from '../plan-body.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  logGroupSubject,
  readLogGroup,
  readRetention,
  restoreLogGroup,
  restoreRetention,
  zLogGroupName,
} from './log-group-state.ts';

/** CloudWatch Logs DeleteLogGroup; undone, an empty group of the same retention stands in its place. */
export const deleteLogGroupOperation = planOperationOf({
  operation: 'DeleteLogGroup',
  zInput: zLogGroupName,
  subject: logGroupSubject,
  read: async (aws, input): Promise<Fields> => ({
    ...(await readLogGroup(aws, input)),
    ...(await readRetention(aws, input)),
  }),
  wanted: () => ({ logGroup: null, retentionInDays: null }),
  execute: (aws, { logGroupName }) => deleteLogGroup(aws, logGroupName),
  async undo(aws, input, former) {
    const present = await readLogGroup(aws, input);
    if (present.logGroup !== former.logGroup) await restoreLogGroup(aws, input, former);
    await restoreRetention(aws, input, { retentionInDays: former.retentionInDays ?? null });
  },
  shownIn: 'events',
});
