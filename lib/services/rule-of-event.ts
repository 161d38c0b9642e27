import { AppError } from '../domain/app-error.ts';
import { carryingRule } from '../domain/carrying-rule.ts';
import { readEvent } from '../domain/event-pattern/read-event.ts';
import { plainState } from './publish/plain-state.ts';
import { rulesOfBus } from './rules/rules-of-bus.ts';
import type { ServiceContext } from './service-context.ts';

/** A run is shown at once: a rule that is not known by then is not named. */
const WAIT_MS = 1_500;

/**
 * The rule that carried an event to a function, by the patterns and targets of today; null where that cannot be told,
 * for the event's content is not known, several rules may have, or AWS did not answer at once.
 */
export async function ruleOfEvent(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  event: { eventId: string; eventBusName: string | null },
  functionName: string,
): Promise<string | null> {
  const { eventId, eventBusName } = event;
  const row = eventBusName === null ? null : await context.store.events.find(eventId);
  if (row === null || eventBusName === null) return null;
  const read = readEvent(row.event);
  if (!read.ok) return null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, WAIT_MS, null);
  });
  try {
    const rules = await Promise.race([rulesOfBus(context, eventBusName).catch(noneWhereUnreadable), late]);
    return rules === null ? null : carryingRule(rules.map(plainState), read.event, functionName);
  } finally {
    clearTimeout(timer);
  }
}

function noneWhereUnreadable(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}
