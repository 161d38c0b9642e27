import { AwsError, type SandboxClock, type WireRequest } from '../../service.ts';
import type { Queue, QueueStore } from './queue-store.ts';

/** One request to SQS and what the operations work on. */
export interface SqsCall {
  request: WireRequest;
  body: Record<string, unknown>;
  store: QueueStore;
  clock: SandboxClock;
  accountId: string;
}

/** The queue that a URL names by its last part; QueueDoesNotExist where there is none. */
export function requireQueue(call: SqsCall, queueUrl: string): Queue {
  const name = queueUrl.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const queue = call.store.find(call.request.region, name);
  if (queue === undefined) throw noSuchQueue();
  return queue;
}

export function noSuchQueue(): AwsError {
  return new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

/** The address under which the caller reached the sandbox, so that it can use it again. */
export function queueUrlOf(call: SqsCall, name: string): string {
  return `http://${call.request.headers.host ?? '127.0.0.1'}/${call.accountId}/${name}`;
}
