import type {
  ExecutionHistory,
  Round,
  StateRun,
  StateSequence,
} from '../../../domain/execution-history/execution-history.ts';
import type { HistoryRow } from './read-row.ts';

/** What the reader lost or got wrong of a history; nothing where all is right. */
export function readingProblems({ events }: HistoryRow, history: ExecutionHistory): string[] {
  const states = statesOf(history.states);
  const attempts = states.flatMap((state) => state.attempts);
  const kept = [...history.eventIds, ...states.flatMap(idsOf)].sort((a, b) => a - b);
  const given = events.map(({ id }) => id).sort((a, b) => a - b);
  const count = (pattern: RegExp) => events.filter(({ type }) => pattern.test(type)).length;
  const expectations: [what: string, expected: number, found: number][] = [
    ['states', count(/StateEntered$/), states.length],
    ['attempts', count(/Scheduled$/), attempts.length],
    [
      'failed attempts',
      count(/^(Task|LambdaFunction)\w*(Failed|TimedOut)$/),
      attempts.filter(isFailed).length,
    ],
    [
      'results of lambda:invoke with a request ID',
      events.filter(({ type, details }) => type === 'TaskSucceeded' && details.resourceType === 'lambda')
        .length,
      attempts.filter(
        ({ status, requestId, traceHeader }) => status === 'succeeded' && requestId && traceHeader,
      ).length,
    ],
  ];
  return [
    ...(JSON.stringify(kept) === JSON.stringify(given) ? [] : [`events ${given} are kept as ${kept}`]),
    ...history.unknownTypes.map((type) => `${type} is not known`),
    ...expectations
      .filter(([, expected, found]) => expected !== found)
      .map(([what, expected, found]) => `${expected} ${what}, but ${found} were read`),
    ...(history.status === 'running' ? ['it ended, but was read as running'] : []),
    ...states.filter(({ status }) => status === 'running').map(({ name }) => `${name} was read as running`),
  ];
}

function isFailed({ status }: { status: string }): boolean {
  return status === 'failed' || status === 'timed-out';
}

/** All states, those of branches and iterations too. */
function statesOf(states: readonly StateRun[]): StateRun[] {
  return states.flatMap((state) => [
    state,
    ...state.rounds.flatMap(({ sequences }) => sequences.flatMap((sequence) => statesOf(sequence.states))),
  ]);
}

function idsOf({ eventIds, attempts, rounds }: StateRun): number[] {
  const ofRound = (round: Round) => [
    ...round.eventIds,
    ...round.sequences.flatMap((sequence: StateSequence) => sequence.eventIds),
  ];
  return [...eventIds, ...attempts.flatMap((attempt) => attempt.eventIds), ...rounds.flatMap(ofRound)];
}
