import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { awsNow } from '../../aws/aws-now.ts';
import type { RerunDecision } from '../../domain/condition/decide-rerun.ts';
import { jsonSyntaxError, removeCarrier } from '../../domain/json-text.ts';
import type { DueRerunRow, JudgedHop } from '../../store/store-conditions.ts';
import type { ServiceContext } from '../service-context.ts';
import { type DeployedCondition, deployedCondition } from './deployed-condition.ts';
import { judgeHop } from './judge-hop.ts';
import { nextPayload } from './next-payload.ts';

/** After each of these the condition is read again: it may have been paused. */
const AT_ONCE = 50;
const CLOCKS_DIFFER_MS = 5_000;

/**
 * Judges every result of the condition's function that it has not judged, and writes down what follows. Another
 * dashboard may do the same at the same time: each result is decided once.
 */
export async function judgeResults(
  context: ServiceContext,
  conditionId: string,
  signal: AbortSignal,
): Promise<void> {
  const { conditions } = context.store;
  while (!signal.aborted) {
    const row = await conditions.find(conditionId);
    const condition = row === null ? null : await deployedCondition(context, row);
    if (condition?.how !== 'invoke') return;
    // what a person may still want to run again; what is older has had its time
    const endedSince = new Date(condition.deployedAt.getTime() - condition.limits.maxAgeSeconds * 1000);
    // read before the results: what was answered by then is known to be its run
    const unanswered = await conditions.unanswered(conditionId);
    const hops = await conditions.unjudged({ conditionId, endedSince, limit: AT_ONCE });
    let decided = 0;
    for (const hop of hops) {
      if (signal.aborted) return;
      if (await decide(context, { condition, unanswered }, hop)) decided += 1;
    }
    if (decided === 0) return;
  }
}

interface Judging {
  condition: DeployedCondition;
  unanswered: readonly DueRerunRow[];
}

async function decide(context: ServiceContext, by: Judging, hop: JudgedHop): Promise<boolean> {
  const { conditionId, version } = by.condition;
  const judged = await sendable(context, by, hop);
  const { decision, reason, limit, fields, next } = judged;
  const { hopId, functionName, traceId, attempt, revision } = hop;
  const due =
    next === null
      ? null
      : {
          dueRerunId: randomUUID(),
          conditionId,
          version,
          hopId,
          functionName,
          payload: next.payload,
          traceId,
          attempt: attempt + 1,
          dueAt: next.dueAt,
        };
  return context.store.conditions.decide(
    { conditionId, version, hopId, decision, reason, limit, fields, revision },
    due,
  );
}

interface SendableDecision extends RerunDecision {
  next: { payload: string; dueAt: Date } | null;
}

/** The decision, once it is known what would be sent and that no earlier run of the request is run again already. */
async function sendable(
  context: ServiceContext,
  { condition, unanswered }: Judging,
  hop: JudgedHop,
): Promise<SendableDecision> {
  const decided = judgeHop(condition, hop, new Date(awsNow(context.aws)), Math.random);
  if (decided.decision !== 'run-again' || decided.dueAt === null) return { ...decided, next: null };
  if (hop.deliveryAttempt > 1 && (await repeatsOneThatRuns(context, hop.hopId))) {
    const reason = `${decided.reason}, but an earlier run of the same request runs again already`;
    return { ...decided, decision: 'stop', reason, dueAt: null, next: null };
  }
  if (await mayBeUnanswered(context, unanswered, hop)) {
    const reason = `${decided.reason}, but it may be a run that was sent by the condition and has no answer: which attempt it is is not known`;
    return { ...decided, decision: 'undecidable', reason, dueAt: null, next: null };
  }
  const next = nextPayload(hop, condition.nextInput);
  if (next.ok) return { ...decided, next: { payload: next.payload, dueAt: decided.dueAt } };
  const reason = `${decided.reason}, but ${next.reason}`;
  return { ...decided, decision: 'undecidable', reason, dueAt: null, next: null };
}

/** Lambda's own retries and duplicate deliveries are runs of one request: only one of them goes on. */
async function repeatsOneThatRuns({ store }: ServiceContext, hopId: string): Promise<boolean> {
  let hop = await store.hops.find(hopId);
  while (hop !== null && hop.repetition !== null && hop.parentHopId !== null) {
    const earlier = await store.conditions.dueOfHops([hop.parentHopId]);
    if (earlier.some(({ status }) => status !== 'cancelled')) return true;
    hop = await store.hops.find(hop.parentHopId);
  }
  return false;
}

/** Once the answer is there the run is known by it, and the result is judged again as the attempt that it is. */
async function mayBeUnanswered(
  { store }: ServiceContext,
  unanswered: readonly DueRerunRow[],
  hop: JudgedHop,
): Promise<boolean> {
  if (hop.attemptStated) return false;
  const startedAtMs = (hop.startedAt ?? hop.endedAt).getTime();
  const candidates = unanswered.filter(
    ({ dueAt, payload }) =>
      dueAt.getTime() <= startedAtMs + CLOCKS_DIFFER_MS &&
      (hop.payload === null || isSamePayload(payload, hop.payload.text)),
  );
  return candidates.length > 0 && (await store.hops.find(hop.hopId))?.operationId === null;
}

/** What a marker tells of a payload lacks the carrier, and may be written differently. */
function isSamePayload(sent: string, seen: string): boolean {
  const [one, other] = [removeCarrier(sent).text, removeCarrier(seen).text];
  if (one === other) return true;
  if (jsonSyntaxError(one) !== null || jsonSyntaxError(other) !== null) return false;
  return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
}
