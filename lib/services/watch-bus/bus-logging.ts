import { describeDeliveries } from '../../aws/describe-deliveries.ts';
import { getDeliveryDestination } from '../../aws/get-delivery-destination.ts';
import { AppError } from '../../domain/app-error.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import { busLoggingInput } from '../plan/operations/update-event-bus-operation.ts';
import type { PlanProposal } from '../plan/propose-plan.ts';
import type { ServiceContext } from '../service-context.ts';
import { logGroupCalls } from './log-group-calls.ts';
import type { BusToWatch } from './watched-bus.ts';

/** Each is a source of its own: what happened to events, and what went wrong. */
const LOG_TYPES = ['INFO_LOGS', 'ERROR_LOGS'] as const;
const NAME_LENGTH = 60;

/** Why the bus's own logging cannot show its events; null where it can. */
export async function busLoggingObstacle(
  { aws }: Pick<ServiceContext, 'aws'>,
  { eventBusName, logConfig }: BusToWatch,
): Promise<string | null> {
  try {
    await describeDeliveries(aws);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  if (logConfig.level === 'OFF' || showsEvents(logConfig)) return null;
  return `Someone set the own logging of bus ${eventBusName} to ${logConfig.level} with ${logConfig.includeDetail === 'FULL' ? 'details' : 'no details'}, which does not show its events.`;
}

/** The log group, the bus's logging, and what delivers one to the other; a logging that is on already stays. */
export async function busLoggingCalls(
  context: Pick<ServiceContext, 'aws'>,
  bus: BusToWatch,
): Promise<PlanProposal['calls']> {
  const destinationName = nameOf(bus, 'to-logs');
  const logging = {
    operation: 'UpdateEventBus',
    input: busLoggingInput(bus, { level: 'INFO', includeDetail: 'FULL' }),
  };
  return [
    ...(await logGroupCalls(context, bus)),
    ...(showsEvents(bus.logConfig) ? [] : [logging]),
    {
      operation: 'PutDeliveryDestination',
      input: {
        name: destinationName,
        deliveryDestinationConfiguration: { destinationResourceArn: bus.logGroupArn },
      },
    },
    ...LOG_TYPES.flatMap((logType) => [
      {
        operation: 'PutDeliverySource',
        input: { name: nameOf(bus, logType), resourceArn: bus.eventBusArn, logType },
      },
      {
        operation: 'CreateDelivery',
        input: {
          deliverySourceName: nameOf(bus, logType),
          deliveryDestinationArn: destinationArn(bus, destinationName),
        },
      },
    ]),
  ];
}

/** Takes the deliveries away, and turns the logging off unless others read it, too. */
export async function unwatchLoggingCalls(
  { aws }: Pick<ServiceContext, 'aws'>,
  bus: BusToWatch,
): Promise<PlanProposal['calls']> {
  const own = new Set<string>(LOG_TYPES.map((logType) => nameOf(bus, logType)));
  const deliveries = await describeDeliveries(aws);
  const ofOthers = deliveries.some(
    ({ deliverySourceName }) => !own.has(deliverySourceName) && deliverySourceName.includes(bus.eventBusName),
  );
  const destinationName = nameOf(bus, 'to-logs');
  const destination = await getDeliveryDestination(aws, destinationName);
  const off = {
    operation: 'UpdateEventBus',
    input: busLoggingInput(bus, { level: 'OFF', includeDetail: 'NONE' }),
  };
  return [
    ...deliveries
      .filter(({ deliverySourceName }) => own.has(deliverySourceName))
      .map(({ deliveryId }) => ({ operation: 'DeleteDelivery', input: { id: deliveryId } })),
    ...[...own].map((name) => ({ operation: 'DeleteDeliverySource', input: { name } })),
    ...(destination === null
      ? []
      : [{ operation: 'DeleteDeliveryDestination', input: { name: destinationName } }]),
    ...(ofOthers || bus.logConfig.level === 'OFF' ? [] : [off]),
  ];
}

function showsEvents({ level, includeDetail }: BusToWatch['logConfig']): boolean {
  return (level === 'INFO' || level === 'TRACE') && includeDetail === 'FULL';
}

/** Names of deliveries have 60 letters, digits, `-` and `_` at most. */
function nameOf({ eventBusName }: BusToWatch, part: string): string {
  const mark = fingerprint(`${eventBusName}\n${part}`).slice(0, 8);
  const readable = `reprise-${part.toLowerCase().replace('_', '-')}-${mark}-${eventBusName}`;
  return readable.replace(/[^\w-]/g, '-').slice(0, NAME_LENGTH);
}

function destinationArn({ logGroupArn }: BusToWatch, name: string): string {
  const [arn, partition, service, region, accountId] = logGroupArn.split(':');
  return [arn, partition, service, region, accountId, 'delivery-destination', name].join(':');
}
