import type { Health } from '../contract/health.ts';

type Source = Health['collector']['sources'][number];

/** The longest lag in ms of those followed `sources` that `known` names, `CloudWatch Logs <group>`; null where none is. */
export function sourceLagMs(sources: readonly Source[], known: readonly string[]): number | null {
  const lags = sources
    .filter((source) => known.includes(`CloudWatch Logs ${source.logGroupName}`))
    .flatMap((source) => (source.lagMs === null ? [] : [source.lagMs]));
  return lags.length === 0 ? null : Math.max(...lags);
}
