import { describe, expect, it } from 'vitest';
import { readExecutionEvent } from '../../domain/execution-history/execution-event.ts';
import { readExecutionHistory } from '../../domain/execution-history/read-execution-history.ts';
import type { ExecutionHopRow } from '../../store/store-executions.ts';
import { stateVisits } from './state-visits.ts';

const timestamp = new Date('2026-01-01T00:00:00Z');
const invoke = { resourceType: 'lambda', resource: 'invoke', region: 'us-east-1', parameters: '{}' };
const event = (id: number, previousEventId: number, type: string, details: object = {}) => {
  const prefix = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  const name = type.endsWith('StateEntered')
    ? 'stateEnteredEventDetails'
    : type.endsWith('StateExited')
      ? 'stateExitedEventDetails'
      : `${prefix}EventDetails`;
  const read = readExecutionEvent({ id, previousEventId, timestamp, type, [name]: details }, id - 1);
  if (read === null) throw new Error('no event');
  return read;
};
/** A task that fails once and then succeeds. */
const RETRIED = [
  event(1, 0, 'ExecutionStarted', { input: '{}' }),
  event(2, 0, 'TaskStateEntered', { name: 'Call', input: '{"a":1}' }),
  event(3, 2, 'TaskScheduled', invoke),
  event(4, 3, 'TaskStarted'),
  event(5, 4, 'TaskFailed', { error: 'Error', cause: '{"errorMessage":"not yet"}' }),
  event(6, 5, 'TaskScheduled', invoke),
  event(7, 6, 'TaskStarted'),
  event(8, 7, 'TaskSucceeded', { output: '{"Payload":1}' }),
  event(9, 8, 'TaskStateExited', { name: 'Call', output: '{"b":2}' }),
];
const hop = (eventId: number, more: Partial<ExecutionHopRow> = {}): ExecutionHopRow => ({
  eventId,
  requestId: `request-${eventId}`,
  hopId: `hop-${eventId}`,
  chainId: 'chain',
  status: 'succeeded',
  joinedBy: 'exact',
  ...more,
});
const visitsOf = (events: typeof RETRIED, hops: ExecutionHopRow[] = []) =>
  stateVisits(readExecutionHistory(events).states, null, hops);

describe('visits of states', () => {
  it('carry attempts with the runs that are known of them', () => {
    const hops = [hop(3, { status: 'failed', joinedBy: 'time', requestId: null }), hop(6)];
    const { visits, cut } = visitsOf(RETRIED, hops);
    expect(cut).toBe(false);
    expect(visits).toMatchObject([
      {
        stateId: 'Call',
        type: 'Task',
        status: 'succeeded',
        input: '{"a":1}',
        output: '{"b":2}',
        attempts: [
          { attempt: 1, error: 'Error', requestId: null, hop: { hopId: 'hop-3' }, joinedBy: 'time' },
          { attempt: 2, error: null, requestId: 'request-6', hop: { hopId: 'hop-6' }, joinedBy: 'exact' },
        ],
      },
    ]);
  });

  it('say of an attempt without a known run nothing but the history', () => {
    const [visit] = visitsOf(RETRIED).visits;
    expect(visit?.attempts.map((attempt) => [attempt.hop, attempt.joinedBy])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('leave out inputs and outputs beyond what a page can hold, and say so', () => {
    const large = JSON.stringify('x'.repeat(250_000));
    const events = Array.from({ length: 20 }, (_, index) => [
      event(2 * index + 1, 2 * index, 'PassStateEntered', { name: 'P', input: large }),
      event(2 * index + 2, 2 * index + 1, 'PassStateExited', { name: 'P', output: '1' }),
    ]).flat();
    const { visits, cut } = visitsOf(events);
    expect(cut).toBe(true);
    expect(visits).toHaveLength(20);
    expect(visits[0]?.input).toBe(large);
    expect(visits.at(-1)?.input).toBeNull();
  });
});
