import type { ServiceContext } from '../service-context.ts';

/** A page asks for the same things several times at once; AWS's control plane takes 50 calls a second in all. */
const FRESH_FOR_MS = 3_000;

/** What a plan did is told of functions and rules, each of its steps as a plan's. */
const ANY_CHANGE = /"type":"(plan|rules|functions)"/;
const SETTLED_PLAN = /"type":"rules"/;

interface RecentRead {
  until: number;
  /** The events that make it forgotten; null: time alone. */
  forgottenOn: RegExp | null;
  value: Promise<unknown>;
}

interface Lasting {
  ms: number;
  /** Read anew once a plan settled, whatever that changed. */
  untilPlanSettles: true;
}

/**
 * What was read from AWS in the last seconds; forgotten as soon as anything is changed from here. What costs money or
 * many calls and changes rarely lasts `lasts` (ms) instead.
 */
export interface RecentReads {
  get<T>(key: string, read: () => Promise<T>, lasts?: number | Lasting): Promise<T>;
}

const readsOf = new WeakMap<ServiceContext['store'], RecentReads>();

/** The recent reads of this context's account: a store belongs to one. */
export function recentReads({ store }: Pick<ServiceContext, 'store'>): RecentReads {
  const known = readsOf.get(store);
  if (known !== undefined) return known;
  const kept = new Map<string, RecentRead>();
  store.onNotification((payload) => {
    for (const [key, { forgottenOn }] of kept) if (forgottenOn?.test(payload)) kept.delete(key);
  });
  const reads = {
    async get<T>(key: string, read: () => Promise<T>, lasts?: number | Lasting): Promise<T> {
      const now = performance.now();
      for (const [other, { until }] of kept) if (now > until) kept.delete(other);
      const recent = kept.get(key) ?? { ...lifeOf(lasts, now), value: read() };
      kept.set(key, recent);
      return recent.value.catch((error: unknown) => {
        if (kept.get(key) === recent) kept.delete(key);
        throw error;
      }) as Promise<T>;
    },
  };
  readsOf.set(store, reads);
  return reads;
}

function lifeOf(lasts: number | Lasting | undefined, now: number): Omit<RecentRead, 'value'> {
  if (lasts === undefined) return { until: now + FRESH_FOR_MS, forgottenOn: ANY_CHANGE };
  if (typeof lasts === 'number') return { until: now + lasts, forgottenOn: null };
  return { until: now + lasts.ms, forgottenOn: SETTLED_PLAN };
}

/** A context's reads that remember nothing beyond this use: what a plan is made from is read now. */
export function freshReads(): RecentReads {
  const kept = new Map<string, Promise<unknown>>();
  return {
    async get<T>(key: string, read: () => Promise<T>): Promise<T> {
      const value = kept.get(key) ?? read();
      kept.set(key, value);
      return value as Promise<T>;
    },
  };
}
