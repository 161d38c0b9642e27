import type { ServiceContext } from '../service-context.ts';

/** A page asks for the same things several times at once; AWS's control plane takes 50 calls a second in all. */
const FRESH_FOR_MS = 3_000;

interface RecentRead {
  until: number;
  /** Not forgotten when something is changed from here. */
  lasting: boolean;
  value: Promise<unknown>;
}

/**
 * What was read from AWS in the last seconds; forgotten as soon as anything is changed from here. What costs money or
 * many calls and changes rarely lasts `lastsMs` instead.
 */
export interface RecentReads {
  get<T>(key: string, read: () => Promise<T>, lastsMs?: number): Promise<T>;
}

const readsOf = new WeakMap<ServiceContext['store'], RecentReads>();

/** The recent reads of this context's account: a store belongs to one. */
export function recentReads({ store }: Pick<ServiceContext, 'store'>): RecentReads {
  const known = readsOf.get(store);
  if (known !== undefined) return known;
  const kept = new Map<string, RecentRead>();
  store.onNotification((payload) => {
    if (!/"type":"(plan|rules|functions)"/.test(payload)) return;
    for (const [key, { lasting }] of kept) if (!lasting) kept.delete(key);
  });
  const reads = {
    async get<T>(key: string, read: () => Promise<T>, lastsMs?: number): Promise<T> {
      const now = performance.now();
      for (const [other, { until }] of kept) if (now > until) kept.delete(other);
      const lasting = lastsMs !== undefined;
      const recent = kept.get(key) ?? { until: now + (lastsMs ?? FRESH_FOR_MS), lasting, value: read() };
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
