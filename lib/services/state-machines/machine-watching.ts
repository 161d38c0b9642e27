import { watchedBy } from '../../collector/watch-rules.ts';
import type { StateMachineRow } from '../../store/store-executions.ts';

/** What the services of state machines ask to tell whether one is followed. */
export interface WatchSettings {
  env: { REPRISE_WATCH: readonly string[] };
  where: { sandbox: boolean };
}

/** Whether the collector follows the executions of this state machine. */
export function isMachineWatched(
  { env, where }: WatchSettings,
  { name, tags }: { name: string; tags: Record<string, string> },
  row: Pick<StateMachineRow, 'watchedByPage'> | undefined,
): boolean {
  const rules = { sandbox: where.sandbox, patterns: env.REPRISE_WATCH };
  return watchedBy({ functionName: name, tags }, row?.watchedByPage ?? null, rules) !== null;
}
