import { describeEventBus } from '../../aws/describe-event-bus.ts';
import { listEventBuses } from '../../aws/list-event-buses.ts';
import type { EventEntry } from '../../contract/event.ts';
import { AppError } from '../../domain/app-error.ts';
import { likeness } from '../../domain/judge-rules.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Asks AWS whether every entry's bus exists: PutEvents itself answers 200 for an unknown one and drops the event.
 * Throws `invalid-input` beside the bus that does not exist, with names that are near, or why AWS could not be asked.
 */
export async function requireBuses(
  { aws }: Pick<ServiceContext, 'aws'>,
  entries: readonly EventEntry[],
): Promise<void> {
  for (const eventBusName of new Set(entries.map((entry) => entry.eventBusName))) {
    try {
      await describeEventBus(aws, eventBusName);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
      const position = entries.findIndex((entry) => entry.eventBusName === eventBusName);
      throw new AppError('invalid-input', await missingBusWords({ aws }, eventBusName), {
        field: `entries.${position}.eventBusName`,
        nextStep: 'Choose a bus that exists: EventBridge would take the event and drop it without a word.',
        cause: error,
      });
    }
  }
}

/** That a bus does not exist, and which ones may have been meant. */
export async function missingBusWords(
  { aws }: Pick<ServiceContext, 'aws'>,
  eventBusName: string,
): Promise<string> {
  const missing = `There is no event bus named ${eventBusName} in this account and region.`;
  const names = await listEventBuses(aws).catch(() => []);
  const near = names
    .map((bus) => ({ name: bus.eventBusName, likeness: likeness(bus.eventBusName, eventBusName) }))
    .filter((bus) => bus.likeness >= 0.4)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map((bus) => bus.name);
  return near.length === 0 ? missing : `${missing} Did you mean ${near.join(' or ')}?`;
}
