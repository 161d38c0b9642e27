import type { ExecutionEvent } from '../domain/execution-history/execution-event.ts';
import { readExecutionHistory } from '../domain/execution-history/read-execution-history.ts';
import type { BenchRow } from './bench-row.ts';
import { median, timeMs } from './statistics.ts';

const ROUNDS = 5;
/** The longest history that AWS keeps. */
const EVENTS = 25_000;
const MUST_MS = 1_000;

/** Reading the longest history that AWS keeps: a loop of tasks with retries, and a Map of as many events. */
export const executionHistory: BenchRow = {
  name: 'execution-history',
  async run() {
    const results = [];
    for (const [what, events] of [
      ['a loop of tasks', pollingLoop()],
      ['a Map whose iterations overlap', overlappingMap()],
    ] as const) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        times.push(await timeMs(() => readExecutionHistory(events)));
      }
      const ms = median(times);
      results.push({
        what: `reading a history of ${events.length} events: ${what}`,
        must: `≤ ${MUST_MS} ms`,
        measured: `${ms.toFixed(0)} ms`,
        figures: { events: events.length, readingMs: ms },
        ok: ms <= MUST_MS,
      });
    }
    return results;
  },
};

const OUTPUT = JSON.stringify({
  ExecutedVersion: '$LATEST',
  Payload: { done: false, text: 'x'.repeat(500) },
  SdkHttpMetadata: {
    HttpHeaders: {
      'x-amzn-RequestId': '7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f',
      'X-Amzn-Trace-Id': 'root=1-5759e988-bd862e3fe1be46a994272793',
    },
    HttpStatusCode: 200,
  },
  SdkResponseMetadata: { RequestId: '7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f' },
  StatusCode: 200,
});
const INVOKE = { resourceType: 'lambda', resource: 'invoke' };

function pollingLoop(): ExecutionEvent[] {
  const events: ExecutionEvent[] = [];
  const add = adder(events);
  add('ExecutionStarted', 0);
  while (events.length < EVENTS - 20) {
    add('TaskStateEntered', events.length, { name: 'Poll', input: OUTPUT });
    for (const failed of [true, false]) {
      add('TaskScheduled', events.length, { ...INVOKE, parameters: '{}' });
      add('TaskStarted', events.length, INVOKE);
      if (failed)
        add('TaskFailed', events.length, { ...INVOKE, error: 'Busy', cause: '{"errorType":"Busy"}' });
      else add('TaskSucceeded', events.length, { ...INVOKE, output: OUTPUT });
    }
    add('TaskStateExited', events.length, { name: 'Poll', output: OUTPUT });
    for (const name of ['Choice', 'Wait']) {
      add(`${name}StateEntered`, events.length, { name, input: OUTPUT });
      add(`${name}StateExited`, events.length, { name, output: OUTPUT });
    }
  }
  return events;
}

function overlappingMap(): ExecutionEvent[] {
  const events: ExecutionEvent[] = [];
  const add = adder(events);
  add('ExecutionStarted', 0);
  add('MapStateEntered', 0, { name: 'All' });
  const length = Math.floor((EVENTS - 10) / 7);
  add('MapStateStarted', 2, { length });
  const indexes = Array.from({ length }, (_, index) => index);
  let last = indexes.map((index) => add('MapIterationStarted', 3, { name: 'All', index }));
  const step = (type: string, details: Record<string, unknown>) => {
    last = last.map((previous) => add(type, previous, details));
  };
  step('TaskStateEntered', { name: 'One' });
  step('TaskScheduled', { ...INVOKE, parameters: '{}' });
  step('TaskStarted', INVOKE);
  step('TaskSucceeded', { ...INVOKE, output: OUTPUT });
  step('TaskStateExited', { name: 'One', output: OUTPUT });
  for (const index of indexes) add('MapIterationSucceeded', last[index] ?? 0, { name: 'All', index });
  return events;
}

function adder(events: ExecutionEvent[]) {
  return (type: string, previousEventId: number, details: Record<string, unknown> = {}): number => {
    const id = events.length + 1;
    events.push({ id, previousEventId, type, timestampMs: 1_700_000_000_000 + id, details });
    return id;
  };
}
