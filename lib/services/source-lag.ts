import type { Health } from '../contract/health.ts';

type Source = Health['collector']['sources'][number];

/** The longest lag of those `sources` that are named in `logGroupNames`, in ms; null where none of them is followed. */
export function sourceLagMs(sources: readonly Source[], logGroupNames: readonly string[]): number | null {
  const lags = sources
    .filter((source) => logGroupNames.includes(source.logGroupName))
    .flatMap((source) => (source.lagMs === null ? [] : [source.lagMs]));
  return lags.length === 0 ? null : Math.max(...lags);
}
