import path from 'node:path';
import type { Deliver } from '../../delivery.ts';
import { jsonResponse, readJsonBody } from '../../json-body.ts';
import { namedByTarget } from '../../named-by-target.ts';
import type { SandboxClock, SandboxService } from '../../service.ts';
import * as messages from './operations/messages.ts';
import * as queues from './operations/queues.ts';
import { QueueStore } from './queue-store.ts';
import { receiveDelivery } from './receive-delivery.ts';
import type { SqsCall } from './sqs-call.ts';

const TARGET_PREFIX = 'AmazonSQS.';

type Operation = (call: SqsCall) => unknown;
const OPERATIONS = new Map<string, Operation>(
  Object.entries<Operation>({
    CreateQueue: queues.createQueue,
    GetQueueUrl: queues.getQueueUrl,
    ListQueues: queues.listQueues,
    DeleteQueue: queues.deleteQueue,
    PurgeQueue: queues.purgeQueue,
    GetQueueAttributes: queues.getQueueAttributes,
    SetQueueAttributes: queues.setQueueAttributes,
    SendMessage: messages.sendMessage,
    ReceiveMessage: messages.receiveMessage,
    DeleteMessage: messages.deleteMessage,
  }),
);

/** SQS with standard queues, in json-1.0 as SDKs speak it; `receive` takes messages of other services. */
export function createSqsService(options: {
  dataDir: string;
  accountId: string;
  clock: SandboxClock;
  propagationMs: number;
}): SandboxService & { receive: Deliver } {
  const { accountId, clock, propagationMs } = options;
  const root = path.resolve(options.dataDir, 'sqs');
  const store = new QueueStore({ root, accountId, now: clock.now, propagationMs });
  return {
    signingName: 'sqs',
    protocol: 'json-1.0',
    receive: (delivery) => receiveDelivery(delivery, { store, accountId, now: clock.now }),
    operationOf: namedByTarget(TARGET_PREFIX, OPERATIONS),
    async handle(name, request) {
      const call = { request, body: readJsonBody(request), store, clock, accountId };
      return jsonResponse('1.0', (await OPERATIONS.get(name)?.(call)) ?? {});
    },
  };
}
