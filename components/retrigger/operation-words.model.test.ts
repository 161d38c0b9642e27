import { describe, expect, it } from 'vitest';
import type { OperationDto, PublishedEntry } from '@/lib/contract/operation';
import { operationWords } from './operation-words.model';

const OPERATION: OperationDto = {
  operationId: 'o',
  kind: 'publish',
  status: 'answered',
  functionName: null,
  invocationType: null,
  executionArn: null,
  conditionId: null,
  traceId: null,
  requestId: null,
  hopId: null,
  chainId: null,
  createdAt: '2026-11-23T09:00:00.000Z',
  sentAt: null,
  settledAt: null,
  statusCode: null,
  functionError: null,
  payload: null,
  response: null,
  tail: null,
  error: null,
  entries: null,
};
const entries = (...statuses: PublishedEntry['status'][]): PublishedEntry[] =>
  statuses.map((status, position) => ({
    position,
    status,
    eventBusName: 'default',
    source: 's',
    detailType: 't',
    detail: '{}',
    resources: [],
    time: null,
    eventId: null,
    problem: null,
    retryable: false,
  }));

describe('operationWords of published events', () => {
  it.each<[OperationDto['status'], PublishedEntry['status'][], string, string]>([
    ['pending', ['pending'], 'busy', 'Written down: the event is about to be published'],
    ['sent', ['pending', 'pending'], 'busy', 'Publishing 2 events'],
    ['answered', ['accepted'], 'good', 'The event is on the bus'],
    ['answered', ['accepted', 'accepted'], 'good', '2 events are on the bus'],
    ['answered', ['accepted', 'failed', 'accepted'], 'bad', '1 of 3 events was refused'],
    ['failed', ['failed'], 'bad', 'The event was not published'],
    ['failed', ['failed', 'failed'], 'bad', 'None of 2 events was published'],
    ['unconfirmed', ['unconfirmed'], 'open', 'Whether the event is on the bus is not known'],
    ['dismissed', ['unconfirmed'], 'open', 'Dismissed: the event'],
  ])('%s %j: %s', (status, of, tone, title) => {
    expect(operationWords({ ...OPERATION, status, entries: entries(...of) })).toMatchObject({ tone, title });
  });
});

it('names the function of a run', () => {
  const run: OperationDto = { ...OPERATION, kind: 'invoke', functionName: 'poller', status: 'failed' };
  expect(operationWords(run).title).toBe('poller did not run');
});
