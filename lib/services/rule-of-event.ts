import { AppError } from '../domain/app-error.ts';
import { carryingRule } from '../domain/carrying-rule.ts';
import { readEvent } from '../domain/event-pattern/read-event.ts';
import { onlyRuleOfTarget } from '../domain/only-rule-of-target.ts';
import { plainState } from './publish/plain-state.ts';
import { readAllRules } from './rules/all-rules.ts';
import { rulesOfBus } from './rules/rules-of-bus.ts';
import type { ServiceContext } from './service-context.ts';

/** A run is shown at once: a rule that is not known by then is not named. */
const WAIT_MS = 1_500;

export interface RuleOfEvent {
  eventBusName: string;
  ruleName: string;
  /** `target`: the event's content is not known, and no other rule points to the function. */
  knownBy: 'pattern' | 'target';
}

/**
 * The rule that carried an event to a function, by the patterns and targets of today; null where that cannot be told,
 * for several rules may have, or AWS did not answer at once.
 */
export async function ruleOfEvent(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  event: { eventId: string; eventBusName: string | null },
  functionName: string,
): Promise<RuleOfEvent | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, WAIT_MS, null);
  });
  try {
    return await Promise.race([findRule(context, event, functionName).catch(noneWhereUnreadable), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function findRule(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  { eventId, eventBusName }: { eventId: string; eventBusName: string | null },
  functionName: string,
): Promise<RuleOfEvent | null> {
  const row = eventBusName === null ? null : await context.store.events.find(eventId);
  if (row === null || eventBusName === null) {
    const { rules, unread } = await readAllRules(context);
    const only = unread.length > 0 ? null : onlyRuleOfTarget(rules, functionName);
    return only && { eventBusName: only.eventBusName, ruleName: only.ruleName, knownBy: 'target' };
  }
  const read = readEvent(row.event);
  if (!read.ok) return null;
  const rules = await rulesOfBus(context, eventBusName);
  const ruleName = carryingRule(rules.map(plainState), read.event, functionName);
  return ruleName === null ? null : { eventBusName, ruleName, knownBy: 'pattern' };
}

function noneWhereUnreadable(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}
