import { describeEventBus } from '../../aws/describe-event-bus.ts';
import {
  type EntryForecast,
  EVENT_ENTRIES_LIMIT_BYTES,
  type EventEntry,
  type EventsForecast,
} from '../../contract/event.ts';
import { problemText } from '../../contract/mask-error.ts';
import { AppError } from '../../domain/app-error.ts';
import { checkEventEntry, eventEntryBytes } from '../../domain/check-event-entry.ts';
import { entryEvent } from '../../domain/entry-event.ts';
import { patternOfEvent } from '../../domain/event-pattern/pattern-of-event.ts';
import { readEvent } from '../../domain/event-pattern/read-event.ts';
import { judgeRules } from '../../domain/judge-rules.ts';
import { isWatchRule } from '../../domain/watch-names.ts';
import { fewAtOnce } from '../rules/few-at-once.ts';
import { type RecentReads, recentReads } from '../rules/recent-reads.ts';
import { type RuleWithTargets, rulesOfBus } from '../rules/rules-of-bus.ts';
import type { ServiceContext } from '../service-context.ts';
import { forecastVerdict } from './forecast-verdict.ts';
import { plainState } from './plain-state.ts';
import { missingBusWords } from './require-buses.ts';
import { checkOfReadiness, readinessOfTargets } from './target-readiness.ts';

const SHOWN_RULES = 20;
const UNKNOWN = { rules: [], nearestRuleName: null, suggestedPattern: null };

/**
 * Says what each entry would do if it were published now: which rules would match, what they reach, and what nearly
 * matches. Nothing is sent; what AWS was asked within the last seconds is not asked again.
 */
export async function forecastEvents(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  { entries }: { entries: readonly EventEntry[] },
): Promise<EventsForecast> {
  const reads = recentReads(context);
  const sizes = entries.map(eventEntryBytes);
  return {
    entries: await fewAtOnce([...entries.entries()], 3, async ([index, entry]) => ({
      sizeBytes: sizes[index] ?? 0,
      ...(await forecastEntry(context, reads, entry)),
    })),
    totalBytes: sizes.reduce((sum, size) => sum + size, 0),
    limitBytes: EVENT_ENTRIES_LIMIT_BYTES,
  };
}

async function forecastEntry(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  entry: EventEntry,
): Promise<Omit<EntryForecast, 'sizeBytes'>> {
  const { eventBusName } = entry;
  const problems = checkEventEntry(entry).map(({ field, message }) =>
    problemText(new AppError('invalid-input', message, { field })),
  );
  const bus = await readBus(context, reads, eventBusName);
  if (bus.status !== 'exists') {
    const problem = problemText(bus.problem);
    const verdict = bus.status === 'missing' ? ('unknown-bus' as const) : ('unknown' as const);
    const all = bus.status === 'missing' ? [problem, ...problems] : problems;
    return { ...UNKNOWN, bus: bus.status, problems: all, verdict, message: problem.message };
  }
  const [first] = problems;
  if (first !== undefined) {
    return { ...UNKNOWN, bus: 'exists', problems, verdict: 'invalid', message: first.message };
  }
  const event = eventOf(entry, bus.eventBusArn);
  const judged = judgeRules(bus.rules, event);
  const rules = await fewAtOnce(judged.slice(0, SHOWN_RULES), 5, async ({ rule, outcome, failures }) => ({
    ruleName: rule.ruleName,
    ruleArn: rule.ruleArn,
    state: rule.state,
    outcome,
    failures,
    targets: (await readinessOfTargets(context, reads, rule.ruleArn, rule.targets)).map(checkOfReadiness),
  }));
  const verdict = forecastVerdict(eventBusName, rules, judged.length);
  const suggestedPattern = patternOfEvent(event);
  return { bus: 'exists', problems: [], rules, suggestedPattern, ...verdict };
}

type BusReading =
  | { status: 'exists'; eventBusArn: string; rules: (RuleWithTargets & { state: 'ENABLED' | 'DISABLED' })[] }
  | { status: 'missing' | 'unreadable'; problem: AppError };

/** The bus with the rules that decide on an event; the rule that only watches the bus is left out. */
async function readBus(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  eventBusName: string,
): Promise<BusReading> {
  try {
    const { eventBusArn } = await reads.get(`bus ${eventBusName}`, () =>
      describeEventBus(context.aws, eventBusName),
    );
    const rules = await rulesOfBus(context, eventBusName, reads);
    return {
      status: 'exists',
      eventBusArn,
      rules: rules.filter((rule) => !isWatchRule(rule)).map(plainState),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'not-found') return { status: 'unreadable', problem: error };
    const words = await missingBusWords(context, eventBusName);
    return { status: 'missing', problem: new AppError('invalid-input', words, { field: 'eventBusName' }) };
  }
}

function eventOf(entry: EventEntry, eventBusArn: string): Record<string, unknown> {
  const [, , , region = '', accountId = ''] = eventBusArn.split(':');
  const text = entryEvent(
    { ...entry, time: entry.time === null ? null : new Date(entry.time) },
    { eventId: crypto.randomUUID(), accountId, region, now: new Date() },
  );
  const read = readEvent(text);
  if (!read.ok) throw new AppError('invalid-input', read.message, { field: 'detail' });
  return read.event as Record<string, unknown>;
}
