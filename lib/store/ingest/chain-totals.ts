import type { ExpectedRun } from '../../domain/chain-status.ts';
import type { HopStatus, Mechanism } from '../../domain/hop.ts';
import { wordsOf } from '../chains/search-lexemes.ts';
import type { HopColumns } from './hop-columns.ts';

const MAX_WORDS = 200;
/** A status goes by the latest of them. */
const MAX_OPEN = 200;
/** `link_kind` of a hop whose parent is unknown among several. */
const UNKNOWN_PARENT = 3;

/** A hop that holds one end of its chain. */
interface ChainEnd {
  hopId: string;
  atMs: number;
}
interface ChainFirst extends ChainEnd {
  startedMs: number | null;
  functionName: string;
  traceId: string | null;
}
interface ChainLast extends ChainEnd {
  functionName: string;
  status: HopStatus;
  errorType: string | null;
  attempt: number;
  startedMs: number | null;
  /** The limit at which it did not run again, in words. */
  ending: string | null;
}

/** A hop after which something must still come, or that failed and caused nothing further. */
export interface OpenHop {
  hopId: string;
  failure: {
    endedMs: number | null;
    status: HopStatus;
    errorType: string | null;
    /** Its execution failed after it. */
    ofExecution?: true;
  } | null;
  expected: {
    kind: ExpectedRun['kind'];
    /** Set where the expected run is what this event causes. */
    eventId?: string;
    byMs: number;
    logGroupName: string | null;
    observable: boolean;
  }[];
}

/**
 * What a chain's row is computed from: sums that grow and shrink with each hop, so that neither appending nor joining
 * reads the other hops. Money and time are whole numbers, so that adding and taking away is exact.
 */
export interface ChainTotals {
  hopCount: number;
  statuses: Partial<Record<HopStatus, number>>;
  functions: Record<string, number>;
  mechanisms: Partial<Record<Mechanism, number>>;
  /** Hops whose cost and duration are known. */
  pricedHopCount: number;
  costPicoUsd: number;
  timedHopCount: number;
  runningUs: number;
  first: ChainFirst | null;
  last: ChainLast | null;
  activity: ChainEnd | null;
  limit: { atMs: number; maxAttempts: number } | null;
  words: string[];
  open: OpenHop[];
  /** The last hop whose parent is unknown among several. */
  unknownParent: ChainEnd | null;
  cut: { by: 'recursion-guard'; atMs: number } | null;
  /** Hops that keep the chain from being joined by other traces than theirs (null: by any). */
  detachments: { hopId: string; traceKey: string | null }[];
  /** An end moved inwards: the ends must be read again. */
  stale: boolean;
}

export function emptyTotals(): ChainTotals {
  return {
    hopCount: 0,
    statuses: {},
    functions: {},
    mechanisms: {},
    pricedHopCount: 0,
    costPicoUsd: 0,
    timedHopCount: 0,
    runningUs: 0,
    first: null,
    last: null,
    activity: null,
    limit: null,
    words: [],
    open: [],
    unknownParent: null,
    cut: null,
    detachments: [],
    stale: false,
  };
}

/** Replaces `before` by `after` in the totals; null for a hop that is new or gone. */
export function countHop(totals: ChainTotals, before: HopColumns | null, after: HopColumns | null): void {
  if (before !== null) addHop(totals, before, -1);
  if (after !== null) addHop(totals, after, 1);
  const held = (end: ChainEnd | null, atMs: number | null) =>
    before !== null && end?.hopId === before.hop_id && (atMs === null || atMs < end.atMs);
  if (
    held(totals.last, after?.sort_at ?? null) ||
    held(totals.activity, after === null ? null : activityOf(after))
  ) {
    totals.stale = true;
  }
  if (totals.first !== null && totals.first.hopId === before?.hop_id) {
    if (after === null || after.sort_at > totals.first.atMs) totals.stale = true;
  }
  if (totals.unknownParent?.hopId === before?.hop_id && after?.link_kind !== UNKNOWN_PARENT) {
    if (totals.unknownParent !== null) totals.stale = true;
  }
  if (after !== null) stretch(totals, after);
}

/** Replaces what is open of one hop. */
export function setOpen(totals: ChainTotals, hopId: string, open: OpenHop | null): void {
  const others = totals.open.filter((each) => each.hopId !== hopId);
  totals.open = open === null ? others : boundedOpen([...others, open]);
}

function boundedOpen(open: OpenHop[]): OpenHop[] {
  const timeOf = (each: OpenHop) => each.failure?.endedMs ?? each.expected[0]?.byMs ?? 0;
  return open.length <= MAX_OPEN ? open : open.sort((a, b) => timeOf(b) - timeOf(a)).slice(0, MAX_OPEN);
}

function addHop(totals: ChainTotals, hop: HopColumns, sign: 1 | -1): void {
  totals.hopCount += sign;
  totals.statuses[hop.status] = (totals.statuses[hop.status] ?? 0) + sign;
  totals.mechanisms[hop.via] = (totals.mechanisms[hop.via] ?? 0) + sign;
  const count =
    (Object.hasOwn(totals.functions, hop.function_name) ? totals.functions[hop.function_name] : 0) ?? 0;
  if (count + sign === 0) delete totals.functions[hop.function_name];
  else setOwn(totals.functions, hop.function_name, count + sign);
  if (hop.cost_usd !== null) {
    totals.pricedHopCount += sign;
    totals.costPicoUsd += sign * Math.round(hop.cost_usd * 1e12);
  }
  if (hop.duration_ms !== null) {
    totals.timedHopCount += sign;
    totals.runningUs += sign * Math.round(hop.duration_ms * 1_000);
  }
}

/** `__proto__` is a possible function name as long as nobody validated it. */
function setOwn(record: Record<string, number>, key: string, value: number): void {
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}

function activityOf(hop: Pick<HopColumns, 'ended_at' | 'sort_at'>): number {
  return Math.max(hop.ended_at ?? hop.sort_at, hop.sort_at);
}

export function stretch(totals: ChainTotals, hop: HopColumns): void {
  const order = (end: ChainEnd | null, atMs: number) =>
    end === null ? 0 : atMs - end.atMs || (hop.hop_id < end.hopId ? -1 : hop.hop_id > end.hopId ? 1 : 0);
  if (totals.first === null || order(totals.first, hop.sort_at) <= 0 || totals.first.hopId === hop.hop_id) {
    totals.first = {
      hopId: hop.hop_id,
      atMs: hop.sort_at,
      startedMs: hop.started_at,
      functionName: hop.function_name,
      traceId: hop.trace_id,
    };
  }
  if (totals.last === null || order(totals.last, hop.sort_at) >= 0 || totals.last.hopId === hop.hop_id) {
    totals.last = {
      hopId: hop.hop_id,
      atMs: hop.sort_at,
      functionName: hop.function_name,
      status: hop.status,
      errorType: hop.error_type,
      attempt: hop.attempt,
      startedMs: hop.started_at,
      ending: hop.ending,
    };
  }
  if (hop.link_kind === UNKNOWN_PARENT && hop.sort_at >= (totals.unknownParent?.atMs ?? -Infinity)) {
    totals.unknownParent = { hopId: hop.hop_id, atMs: hop.sort_at };
  }
  const activeAt = activityOf(hop);
  if (totals.activity === null || activeAt >= totals.activity.atMs || totals.activity.hopId === hop.hop_id) {
    totals.activity = { hopId: hop.hop_id, atMs: activeAt };
  }
  if (hop.max_attempts !== null && (totals.limit === null || hop.sort_at >= totals.limit.atMs)) {
    totals.limit = { atMs: hop.sort_at, maxAttempts: hop.max_attempts };
  }
}

/** Texts that the words of a chain's totals are known to hold: most hops of a chain say the same. */
const heard = new WeakMap<ChainTotals, Set<string>>();

export function addWords(totals: ChainTotals, texts: readonly (string | null)[]): void {
  const known = heard.get(totals) ?? new Set();
  heard.set(totals, known);
  const news = texts.filter((text) => text !== null && !known.has(text));
  if (news.length === 0) return;
  for (const text of news) if (text !== null) known.add(text);
  addNewWords(totals, news);
}

function addNewWords(totals: ChainTotals, texts: readonly (string | null)[]): void {
  const known = new Set(totals.words);
  for (const text of texts) {
    if (text === null || known.size >= MAX_WORDS) continue;
    for (const word of wordsOf(text)) if (known.size < MAX_WORDS) known.add(word);
  }
  if (known.size > totals.words.length) totals.words = [...known];
}

/** The totals of two chains that became one. */
export function joinTotals(a: ChainTotals, b: ChainTotals): ChainTotals {
  const words = [...new Set([...a.words, ...b.words])].slice(0, MAX_WORDS);
  return {
    hopCount: a.hopCount + b.hopCount,
    statuses: sumOf(a.statuses, b.statuses),
    functions: sumOf(a.functions, b.functions),
    mechanisms: sumOf(a.mechanisms, b.mechanisms),
    pricedHopCount: a.pricedHopCount + b.pricedHopCount,
    costPicoUsd: a.costPicoUsd + b.costPicoUsd,
    timedHopCount: a.timedHopCount + b.timedHopCount,
    runningUs: a.runningUs + b.runningUs,
    first: pick(a.first, b.first, (x, y) => x.atMs < y.atMs || (x.atMs === y.atMs && x.hopId <= y.hopId)),
    last: pick(a.last, b.last, (x, y) => x.atMs > y.atMs || (x.atMs === y.atMs && x.hopId >= y.hopId)),
    activity: pick(a.activity, b.activity, (x, y) => x.atMs >= y.atMs),
    limit: pick(a.limit, b.limit, (x, y) => x.atMs >= y.atMs),
    words,
    open: boundedOpen([...a.open, ...b.open]),
    unknownParent: pick(a.unknownParent, b.unknownParent, (x, y) => x.atMs >= y.atMs),
    cut: pick(a.cut, b.cut, (x, y) => x.atMs >= y.atMs),
    detachments: [...a.detachments, ...b.detachments],
    stale: a.stale || b.stale,
  };
}

function sumOf<T extends Partial<Record<string, number>>>(a: T, b: T): T {
  const sum = { ...a } as Record<string, number>;
  for (const [key, count] of Object.entries(b)) {
    setOwn(sum, key, ((Object.hasOwn(sum, key) ? sum[key] : 0) ?? 0) + (count ?? 0));
  }
  return sum as T;
}

function pick<T>(a: T | null, b: T | null, aWins: (a: T, b: T) => boolean): T | null {
  if (a === null || b === null) return a ?? b;
  return aWins(a, b) ? a : b;
}

export function countOf(totals: ChainTotals, ...statuses: HopStatus[]): number {
  return statuses.reduce((sum, status) => sum + (totals.statuses[status] ?? 0), 0);
}
