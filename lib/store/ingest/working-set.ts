import type { TailLine } from '../../domain/log-tail.ts';
import type { Observation } from '../../domain/observation.ts';
import { mergeObservations } from '../../domain/observation-key.ts';
import type { RequestRecord } from '../../domain/request.ts';
import type { Tx } from '../sql/tx.ts';
import { loadRequests, type RequestState } from './request-state.ts';
import { addToTails } from './request-tails.ts';

/** What is known of the function that a request belongs to. */
export interface RequestOrigin {
  functionName: string;
  functionArn: string | null;
  logGroupName: string | null;
  architecture: 'x86_64' | 'arm64' | null;
  timeoutMs: number;
}

/** The requests that one transaction works on, and which of them it changed. */
export class WorkingSet {
  readonly requests = new Map<string, RequestState>();
  readonly changed = new Set<string>();
  newLineCount = 0;
  readonly #asked = new Set<string>();

  async load(tx: Tx, requestIds: Iterable<string>): Promise<void> {
    const missing = [...new Set(requestIds)].filter((id) => !this.#asked.has(id));
    for (const id of missing) this.#asked.add(id);
    for (const [id, state] of await loadRequests(tx, missing)) this.requests.set(id, state);
  }

  /** Adds what was seen of a loaded request; equal facts change nothing. */
  add(
    requestId: string,
    origin: RequestOrigin,
    observations: readonly Observation[],
    lines: readonly TailLine[],
  ): void {
    const known = this.requests.get(requestId);
    const state = known ?? { requestId, ...origin, observations: [], hops: [], tails: [], watermarkMs: null };
    const merged = mergeObservations(state.observations, observations);
    const tails = addToTails(state.tails, lines);
    const completed = completedOrigin(state, origin);
    const grown =
      known === undefined ||
      merged.length !== state.observations.length ||
      JSON.stringify(merged) !== JSON.stringify(state.observations);
    if (known !== undefined && !grown && tails === state.tails && completed === null) return;
    this.newLineCount += newLineCount(state, tails, merged.length);
    this.requests.set(requestId, { ...state, ...completed, observations: merged, tails });
    this.changed.add(requestId);
  }

  /** A loaded request that was believed to be a task of this execution is not any more. */
  forgetExecution(requestId: string, executionArn: string): void {
    const state = this.requests.get(requestId);
    if (state === undefined) return;
    const observations = state.observations.filter(
      (each) => each.source !== 'history' || each.executionArn !== executionArn,
    );
    if (observations.length === state.observations.length) return;
    this.requests.set(requestId, { ...state, observations });
    this.changed.add(requestId);
  }

  /** A watermark passed that may end runs of a loaded request. */
  pass(requestId: string, watermarkMs: number): void {
    const state = this.requests.get(requestId);
    if (state === undefined || (state.watermarkMs ?? -1) >= watermarkMs) return;
    this.requests.set(requestId, { ...state, watermarkMs });
    this.changed.add(requestId);
  }
}

/** What the logs know and an operation did not; null when nothing is added. */
function completedOrigin(state: RequestState, origin: RequestOrigin): Partial<RequestOrigin> | null {
  const added: Partial<RequestOrigin> = {};
  // only an event that names its publisher knows no function
  if (state.functionName === '' && origin.functionName !== '') added.functionName = origin.functionName;
  if (state.functionArn === null && origin.functionArn !== null) added.functionArn = origin.functionArn;
  if (state.logGroupName === null && origin.logGroupName !== null) added.logGroupName = origin.logGroupName;
  if (state.architecture === null && origin.architecture !== null) added.architecture = origin.architecture;
  if (state.timeoutMs === 0 && origin.timeoutMs > 0) added.timeoutMs = origin.timeoutMs;
  return Object.keys(added).length === 0 ? null : added;
}

function newLineCount(before: RequestState, tails: RequestState['tails'], observationCount: number): number {
  const linesOf = (all: RequestState['tails']) => all.reduce((sum, tail) => sum + tail.lines.length, 0);
  return Math.max(linesOf(tails) - linesOf(before.tails), observationCount - before.observations.length, 0);
}

/** Lambda's longest timeout, for functions whose own nobody said. */
const MAX_TIMEOUT_MS = 900_000;

export function recordOf(state: RequestState): RequestRecord {
  const { requestId, functionName, functionArn, logGroupName, observations, watermarkMs } = state;
  const timeoutMs = timeoutOf(state);
  const record = { requestId, functionName, functionArn, logGroupName, timeoutMs, observations };
  return watermarkMs === null ? record : { ...record, watermark: new Date(watermarkMs) };
}

export function timeoutOf(state: Pick<RequestState, 'timeoutMs'>): number {
  return state.timeoutMs > 0 ? state.timeoutMs : MAX_TIMEOUT_MS;
}
