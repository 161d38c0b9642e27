import { z } from 'zod';
import { getQueueAttributes } from '../../../aws/get-queue-attributes.ts';
import { setQueueAttributes } from '../../../aws/set-queue-attributes.ts';
import { planOperationOf } from '../plan-operation.ts';

const zPolicy = z.object({ Policy: z.string().nullable() });

/** SQS SetQueueAttributes, as far as a plan changes a queue's policy. */
export const setQueueAttributesOperation = planOperationOf({
  operation: 'SetQueueAttributes',
  zInput: z.object({ QueueUrl: z.string(), Attributes: z.object({ Policy: z.string() }) }),
  subject: ({ QueueUrl }) => `policy of queue ${QueueUrl.split('/').at(-1) ?? QueueUrl}`,
  read: async (aws, { QueueUrl }) => ({ Policy: (await getQueueAttributes(aws, QueueUrl)).policy }),
  wanted: ({ Attributes }) => ({ Policy: Attributes.Policy || null }),
  execute: (aws, { QueueUrl, Attributes }) =>
    setQueueAttributes(aws, { queueUrl: QueueUrl, attributes: Attributes }),
  undo: (aws, { QueueUrl }, former) =>
    setQueueAttributes(aws, {
      queueUrl: QueueUrl,
      // an empty policy removes it
      attributes: { Policy: zPolicy.parse(former).Policy ?? '' },
    }),
  shownIn: 'rules',
});
