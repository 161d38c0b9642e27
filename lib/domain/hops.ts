import { fingerprint } from './fingerprint.ts';
import type { Hop } from './hop.ts';
import { answerOf, attachEvents } from './hop-events.ts';
import { answerOfTask, attachExecutions, taskOf } from './hop-tasks.ts';
import type {
  AnsweredObservation,
  InvokedObservation,
  Observation,
  RecordObservation,
  TaskObservation,
} from './observation.ts';
import { isLogKey, mergeObservations, observationKey } from './observation-key.ts';
import type { RequestRecord } from './request.ts';
import { outcomeOf, type RunOutcome } from './run-outcome.ts';
import { type LogObservation, runsOfStream, type StreamRun } from './stream-runs.ts';

/** Assumed where a function's timeout is not known: the longest that Lambda allows. */
const LONGEST_TIMEOUT_MS = 900_000;

/** What must be remembered of the hops that a request had, so that their IDs stay. */
export interface KnownHop {
  hopId: string;
  observationKeys: readonly string[];
}

/**
 * Derives the hops of a request, in order of time, from all its observations: any order, repetition and batching of
 * the same observations gives the same hops. A hop keeps the ID of the earliest of `previous` (in the order given) that
 * holds one of its log observations, or, where only the dashboard knew of it, one of its operation's; a hop of
 * `previous` whose ID does not come back was merged into another and is gone.
 */
export function deriveHops(known: RequestRecord, previous: readonly KnownHop[]): Hop[] {
  const request = known.timeoutMs > 0 ? known : { ...known, timeoutMs: LONGEST_TIMEOUT_MS };
  const observations = mergeObservations(request.observations, []);
  const invoked = observations.find((observation) => observation.kind === 'invoked') ?? null;
  const answered = observations.find((observation) => observation.kind === 'answered') ?? null;
  const record = observations.find((observation) => observation.kind === 'record') ?? null;
  const task = taskOf(observations);
  const runs = runsOf(observations, request.timeoutMs);
  const hops: Hop[] =
    runs.length === 0
      ? invoked === null && answered === null && record === null && task === null
        ? []
        : [unobservedHop(request, { invoked, answered, record, task })]
      : runs.map((run, index) =>
          hopOf(request, run, {
            invoked: index === 0 ? invoked : null,
            answered: index === 0 ? answered : null,
            task: index === 0 ? task : null,
            record: index === runs.length - 1 ? record : null,
          }),
        );
  repeat(hops);
  nameHops(request.requestId, hops, previous);
  attachExecutions(hops, observations);
  attachEvents(hops, observations);
  return hops;
}

/** What others than its log tell of a run. */
interface Told {
  invoked: InvokedObservation | null;
  answered: AnsweredObservation | null;
  record: RecordObservation | null;
  task: TaskObservation | null;
}

function answerTo({ answered, task, record }: Told): AnsweredObservation | null {
  return (
    answered ?? (task === null ? null : answerOfTask(task)) ?? (record === null ? null : answerOf(record))
  );
}

interface PlacedRun extends StreamRun {
  logStreamName: string;
}

function runsOf(observations: readonly Observation[], timeoutMs: number): PlacedRun[] {
  const streams = new Map<string, LogObservation[]>();
  for (const observation of observations) {
    if (observation.source !== 'log') continue;
    const stream = streams.get(observation.logStreamName);
    if (stream === undefined) streams.set(observation.logStreamName, [observation]);
    else stream.push(observation);
  }
  return [...streams]
    .flatMap(([logStreamName, stream]) =>
      runsOfStream(stream, timeoutMs).map((run) => ({ ...run, logStreamName })),
    )
    .sort((a, b) => a.beganAt - b.beganAt || (a.logStreamName < b.logStreamName ? -1 : 1));
}

function hopOf(request: RequestRecord, run: PlacedRun, told: Told): Hop {
  const { start, report } = run;
  const outcome = outcomeOf(run, answerTo(told), request.timeoutMs, request.watermark ?? null);
  const traces = run.others.flatMap((other) => (other.kind === 'trace' ? [other.trace] : []));
  const printed = run.others.filter((other) => other.kind === 'marker');
  const markers = printed.map((other) => other.marker);
  const done = run.others.find((other) => other.kind === 'runtime-done' || other.kind === 'end');
  const ended = outcome.status !== 'running' && outcome.status !== 'lost';
  const hop = bareHop(request, outcome, told);
  return {
    ...hop,
    functionArn: start?.functionArn ?? hop.functionArn,
    logStreamName: run.logStreamName,
    version: start?.version ?? versionOf(run.logStreamName),
    attempt: markers.find((marker) => marker.attempt !== null)?.attempt ?? hop.attempt,
    maxAttempts: markers.find((marker) => marker.maxAttempts !== null)?.maxAttempts ?? null,
    startedAt: new Date(start?.timestamp ?? startOf(run)),
    endedAt: endOf(report?.timestamp ?? (ended ? (done ?? run.others.at(-1))?.timestamp : undefined)),
    durationMs: report?.durationMs ?? null,
    billedDurationMs: report?.billedDurationMs ?? null,
    initDurationMs: report?.initDurationMs ?? null,
    restoreDurationMs: report?.restoreDurationMs ?? null,
    memorySizeMb: report?.memorySizeMb ?? null,
    maxMemoryUsedMb: report?.maxMemoryUsedMb ?? null,
    coldStart: report ? report.initDurationMs !== null || report.restoreDurationMs !== null : null,
    traceId:
      start?.trace?.root ??
      report?.traceId ??
      traces.find((trace) => trace.root !== null)?.root ??
      hop.traceId ??
      markers.find((marker) => marker.traceId !== null)?.traceId ??
      null,
    parentSpanId: start?.trace?.parent ?? traces.find((trace) => trace.parent !== null)?.parent ?? null,
    spanIds: [...new Set([start?.spanId, report?.segmentId])].filter((id) => id != null).sort(),
    markers,
    markedAtMs: printed.map((other) => other.timestamp),
    receivedEvents: run.others.flatMap((other) => (other.kind === 'event' ? [other.event] : [])),
    observationKeys: keysOf([
      start,
      report,
      ...run.others,
      told.invoked,
      told.answered,
      told.record,
      told.task,
    ]),
  };
}

/** Sent by the dashboard, or told by a destination record or a history, and not yet, or never, seen in a log. */
function unobservedHop(request: RequestRecord, told: Told): Hop {
  const { invoked, answered, record, task } = told;
  const nothing: StreamRun = { start: null, report: null, others: [], beganAt: Number.POSITIVE_INFINITY };
  const answer = answerTo(told);
  const outcome =
    answered === null && task === null && record?.outcome === 'throttled'
      ? { status: 'throttled' as const, errorType: record.errorType, errorMessage: record.errorMessage }
      : outcomeOf(nothing, answer, request.timeoutMs, null);
  const beganMs = invoked?.timestamp ?? task?.startedMs ?? task?.timestamp;
  return {
    ...bareHop(
      request,
      answer === null ? { status: 'not-observed', errorType: null, errorMessage: null } : outcome,
      told,
    ),
    startedAt: beganMs === undefined ? null : new Date(beganMs),
    endedAt: answer === null ? null : new Date(answer.timestamp),
    observationKeys: keysOf([invoked, answered, record, task]),
  };
}

function bareHop(request: RequestRecord, outcome: RunOutcome, { invoked, task }: Told): Hop {
  return {
    hopId: '',
    requestId: request.requestId,
    functionName: request.functionName,
    functionArn: request.functionArn,
    logGroupName: request.logGroupName,
    logStreamName: null,
    version: null,
    deliveryAttempt: 1,
    attempt: invoked?.condition?.attempt ?? task?.run ?? 1,
    maxAttempts: null,
    repetition: null,
    startedAt: null,
    endedAt: null,
    durationMs: null,
    billedDurationMs: null,
    initDurationMs: null,
    restoreDurationMs: null,
    memorySizeMb: null,
    maxMemoryUsedMb: null,
    coldStart: null,
    ...outcome,
    traceId: invoked?.traceId ?? task?.traceId ?? null,
    parentSpanId: null,
    spanIds: [],
    markers: [],
    markedAtMs: [],
    published: [],
    receivedEvents: [],
    parentEvents: [],
    task,
    origins: [],
    started: [],
    standings: [],
    recorded: false,
    operationId: invoked?.operationId ?? null,
    conditionId: invoked?.condition?.conditionId ?? null,
    invokedAt: invoked === null ? null : new Date(invoked.timestamp),
    rerunOfHopId: invoked?.parentHopId ?? null,
    separated: invoked?.separate ?? false,
    // Step Functions waits for the answer
    invocationType: invoked?.invocationType ?? (task === null ? null : 'RequestResponse'),
    observationKeys: [],
  };
}

/** Numbers the deliveries of the request: a run after a success is a duplicate, after anything else a retry. */
function repeat(hops: Hop[]): void {
  for (const [index, hop] of hops.entries()) {
    const before = hops[index - 1];
    if (before === undefined) continue;
    hop.deliveryAttempt = index + 1;
    // a handler that Lambda retries reads the same attempt from the same payload each time
    hop.attempt = Math.max(hop.attempt, hop.deliveryAttempt);
    hop.repetition = before.status === 'succeeded' ? 'duplicate-delivery' : 'async-retry';
    if (hop.repetition === 'async-retry') {
      // only asynchronous requests are delivered again
      hop.invocationType ??= 'Event';
      before.invocationType ??= 'Event';
    }
  }
}

function nameHops(requestId: string, hops: Hop[], previous: readonly KnownHop[]): void {
  const free = new Set(previous);
  for (const claims of [isLogKey, (key: string) => !isLogKey(key)]) {
    for (const hop of hops) {
      if (hop.hopId !== '') continue;
      const keys = new Set(hop.observationKeys.filter(claims));
      const known = previous.find(
        (candidate) => free.has(candidate) && candidate.observationKeys.some((key) => keys.has(key)),
      );
      if (known === undefined) continue;
      free.delete(known);
      hop.hopId = known.hopId;
    }
  }
  const taken = new Set([...hops, ...previous].map((hop) => hop.hopId));
  for (const hop of hops) {
    if (hop.hopId !== '') continue;
    const base = `${requestId}.${fingerprint(hop.observationKeys[0] ?? '')}`;
    hop.hopId = base;
    for (let count = 2; taken.has(hop.hopId); count += 1) hop.hopId = `${base}.${count}`;
    taken.add(hop.hopId);
  }
}

function keysOf(observations: readonly (Observation | null)[]): string[] {
  return observations.flatMap((observation) => (observation === null ? [] : [observationKey(observation)]));
}

function startOf(run: StreamRun): number {
  return run.report === null ? run.beganAt : run.report.timestamp - Math.round(run.report.durationMs ?? 0);
}

function endOf(timestamp: number | undefined): Date | null {
  return timestamp === undefined ? null : new Date(timestamp);
}

/** `2026/10/08/[$LATEST]22be…` or, in a shared group, `2026/10/08/<function>[$LATEST]22be…`. */
function versionOf(logStreamName: string): string | null {
  return /\[([^\]]{1,128})\][0-9a-f]{32}$/.exec(logStreamName)?.[1] ?? null;
}
