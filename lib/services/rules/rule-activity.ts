import { matchesEventPattern } from '../../domain/event-pattern/matches-event-pattern.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import { readEvent } from '../../domain/event-pattern/read-event.ts';
import { onlyRuleOfTarget } from '../../domain/only-rule-of-target.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import type { CausedRun, RecordedEvent } from '../../store/store-events.ts';
import type { ServiceContext } from '../service-context.ts';
import type { RuleWithTargets } from './rules-of-bus.ts';

const RUNS_LIMIT = 5_000;
const EVENTS_LIMIT = 500;

export interface RuleActivity {
  hopCount: number;
  /** Of the recorded events; null where none matched. */
  lastMatchAt: Date | null;
}

interface ReadRecord<Row> {
  row: Row;
  event: unknown;
}

/**
 * What each rule did since then, by its ARN: the runs of recorded events that it matches, and those of events that
 * nobody recorded where no other rule points to the function; and when it matched last. `rules` are those of all buses.
 */
export async function ruleActivity(
  { store }: Pick<ServiceContext, 'store'>,
  rules: readonly RuleWithTargets[],
  since: Date,
): Promise<Map<string, RuleActivity>> {
  const [runs, events, unseen] = await Promise.all([
    store.events.causedRuns(since, RUNS_LIMIT),
    store.events.recorded({ eventBusName: null, since, limit: EVENTS_LIMIT }),
    store.events.runsOfUnseenEvents(since),
  ]);
  const runsOf = byBus(runs);
  const eventsOf = byBus(events);
  const activity = new Map(
    rules.map((rule) => [
      rule.ruleArn,
      activityOf(rule, runsOf.get(rule.eventBusName) ?? [], eventsOf.get(rule.eventBusName) ?? []),
    ]),
  );
  for (const { functionName, count, lastAt } of unseen) {
    const done = activity.get(onlyRuleOfTarget(rules, functionName)?.ruleArn ?? '');
    if (done === undefined) continue;
    done.hopCount += count;
    if (done.lastMatchAt === null || done.lastMatchAt < lastAt) done.lastMatchAt = lastAt;
  }
  return activity;
}

function activityOf(
  rule: RuleWithTargets,
  runs: readonly ReadRecord<CausedRun>[],
  events: readonly ReadRecord<RecordedEvent>[],
): RuleActivity {
  const parsed = rule.eventPattern === null ? null : parseEventPattern(rule.eventPattern);
  if (parsed === null || !parsed.ok) return { hopCount: 0, lastMatchAt: null };
  const functionNames = new Set(rule.targets.map(({ arn }) => targetOfArn(arn).functionName));
  const matching = ({ event }: { event: unknown }) => matchesEventPattern(parsed.pattern, event);
  const own = runs.filter(({ row }) => functionNames.has(row.functionName)).filter(matching);
  // a disabled rule matches nothing; what it ran before still counts
  const newest = rule.state === 'DISABLED' ? undefined : events.find(matching)?.row.at;
  const times = [own[0]?.row.at, newest].filter((at) => at !== undefined);
  const last = Math.max(0, ...times.map((at) => at.getTime()));
  return { hopCount: own.length, lastMatchAt: last === 0 ? null : new Date(last) };
}

function byBus<Row extends RecordedEvent>(rows: readonly Row[]): Map<string, ReadRecord<Row>[]> {
  const buses = new Map<string, ReadRecord<Row>[]>();
  for (const row of rows) {
    const read = readEvent(row.event);
    if (!read.ok) continue;
    const others = buses.get(row.eventBusName);
    if (others === undefined) buses.set(row.eventBusName, [{ row, event: read.event }]);
    else others.push({ row, event: read.event });
  }
  return buses;
}
