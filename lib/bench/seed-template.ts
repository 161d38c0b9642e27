import { costUsd, US_EAST_1_PRICES } from '../domain/cost.ts';
import type { Hop } from '../domain/hop.ts';
import { deriveHops } from '../domain/hops.ts';
import { linkHop } from '../domain/links.ts';
import type { Observation } from '../domain/observation.ts';
import { mergeObservations, observationKey } from '../domain/observation-key.ts';
import { observe } from '../domain/observe.ts';
import { eventsOf } from '../store/testing/log-lines.ts';

export const SEED_STREAM = '2026/11/20/[$LATEST]00000000000000000000000000000000';
export const SEED_RUN_MS = 120;
const OWN = '11111111-1111-4111-8111-111111111111';
const PARENT = '22222222-2222-4222-8222-222222222222';
const TRACE = '1-33333333-333333333333333333333333';
const START_MS = 1_444_444_444_444;
/** When a run's lines are written after its start: START, marker, and error with REPORT. */
const OFFSETS_MS = [0, 2, SEED_RUN_MS];
const ATTEMPT = 555_555_555;

/** What ingestion stores of a seeded run, with marks in place of what differs from run to run. */
export interface SeedTemplate {
  observations: string;
  hops: string;
  evidence: string;
  costUsd: number;
}

/** Of a run that names its parent, or of a chain's first; of one that succeeds, or fails with OrderNotReady. */
export function seedTemplate({ first, fails }: { first: boolean; fails: boolean }): SeedTemplate {
  const cause = runOf(PARENT, null, false);
  const run = runOf(OWN, first ? null : PARENT, fails);
  const [hop] = run.hops;
  const link = hop === undefined ? null : linkHop(hop, cause.hops);
  const start = run.observations.find((observation) => observation.kind === 'start');
  if (hop === undefined || start === undefined || (link === null) !== first) {
    throw new Error('The log of a seeded run does not derive to its hop and link');
  }
  const cost = costUsd({ ...hop, architecture: 'arm64' }, US_EAST_1_PRICES);
  return {
    observations: JSON.stringify(run.observations),
    hops: JSON.stringify([{ hopId: `${OWN}.1`, observationKeys: [observationKey(start)] }]),
    evidence: JSON.stringify(link?.evidence ?? []),
    costUsd: Math.round((cost ?? 0) * 1e12) / 1e12,
  };
}

/** SQL that puts a row's values in place of the marks of `template`, itself an SQL expression. */
export function filledIn(template: string): string {
  const marks = [
    [OWN, 'request_id'],
    [PARENT, `coalesce(parent_request_id, '')`],
    [TRACE, 'trace_id'],
    ...OFFSETS_MS.map((ms) => [
      String(START_MS + ms),
      `((date_part('epoch', at) * 1000)::bigint + ${ms})::text`,
    ]),
    [String(ATTEMPT), 'i::text'],
  ];
  return marks.reduce((sql, [mark = '', value = '']) => `replace(${sql}, '${mark}', ${value})`, template);
}

function runOf(
  requestId: string,
  parent: string | null,
  fails: boolean,
): { observations: Observation[]; hops: Hop[] } {
  const events = eventsOf({
    requestId,
    stream: SEED_STREAM,
    startMs: START_MS,
    durationMs: SEED_RUN_MS,
    traceId: TRACE,
    ...(parent === null ? {} : { parent, attempt: ATTEMPT }),
    ...(fails ? { errorType: 'OrderNotReady' } : {}),
  });
  const observations = mergeObservations(
    observe(events).flatMap((line) => line.observation ?? []),
    [],
  );
  const record = { requestId, functionName: '', functionArn: null, logGroupName: null, timeoutMs: 60_000 };
  if (observations.some(({ timestamp }) => !OFFSETS_MS.includes(timestamp - START_MS))) {
    throw new Error('A seeded run writes at another time than its marks tell');
  }
  return { observations, hops: deriveHops({ ...record, observations }, []) };
}
