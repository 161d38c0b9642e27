import { z } from 'zod';
import { targetOfArn } from '../../../domain/target-arn.ts';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';
import type { DeliveryDestination, DeliverySource, LogDelivery } from './log-deliveries.ts';
import type { LogsContext } from './logs-context.ts';

const zName = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[\w-]+$/, String.raw`Member must satisfy regular expression pattern: [\w-]*`);
const zPutSource = z.object({
  name: zName,
  resourceArn: z.string().min(1),
  logType: z.string().min(1).max(255),
});
const zPutDestination = z.object({
  name: zName,
  outputFormat: z.enum(['json', 'plain', 'w3c', 'raw', 'parquet']).default('json'),
  deliveryDestinationConfiguration: z.object({ destinationResourceArn: z.string().min(1) }),
});
const zCreate = z.object({
  deliverySourceName: zName,
  deliveryDestinationArn: z.string().min(1).max(2_048),
});
const zByName = z.object({ name: zName });
const zById = z.object({ id: z.string().min(1).max(64) });
const zDescribe = z.object({ limit: z.number().int().min(1).max(50).optional() });

type Body = Record<string, unknown>;

/** How CloudWatch Logs is told to take a service's own logs, here those of event buses. */
export const deliveryOperations = {
  PutDeliverySource(context: LogsContext, body: Body) {
    const { name, resourceArn, logType } = parseInput(zPutSource, body, 'ValidationException');
    if (targetOfArn(resourceArn).kind !== 'event-bus' || !/^(ERROR|INFO|TRACE)_LOGS$/.test(logType)) {
      throw new AwsError(
        'ValidationException',
        'The sandbox takes ERROR_LOGS, INFO_LOGS and TRACE_LOGS of event buses only.',
      );
    }
    const { region } = context;
    const arn = `arn:aws:logs:${region}:${context.accountId}:delivery-source:${name}`;
    const source = { region, name, arn, resourceArns: [resourceArn], service: 'events', logType };
    context.deliveries.putSource(source);
    return { deliverySource: shownSource(source) };
  },
  PutDeliveryDestination(context: LogsContext, body: Body) {
    const input = parseInput(zPutDestination, body, 'ValidationException');
    const { destinationResourceArn } = input.deliveryDestinationConfiguration;
    if (targetOfArn(destinationResourceArn).kind !== 'log-group') {
      throw new AwsError('ValidationException', 'The sandbox delivers logs to log groups only.');
    }
    const { region } = context;
    const destination = {
      region,
      name: input.name,
      arn: `arn:aws:logs:${region}:${context.accountId}:delivery-destination:${input.name}`,
      deliveryDestinationType: 'CWL' as const,
      outputFormat: input.outputFormat,
      destinationResourceArn,
    };
    context.deliveries.putDestination(destination);
    return { deliveryDestination: shownDestination(destination) };
  },
  GetDeliverySource(context: LogsContext, body: Body) {
    const { name } = parseInput(zByName, body, 'ValidationException');
    return { deliverySource: shownSource(requireSource(context, name)) };
  },
  GetDeliveryDestination(context: LogsContext, body: Body) {
    return { deliveryDestination: shownDestination(requireDestination(context, body)) };
  },
  CreateDelivery(context: LogsContext, body: Body) {
    const given = parseInput(zCreate, body, 'ValidationException');
    requireSource(context, given.deliverySourceName);
    if (context.deliveries.destination(given.deliveryDestinationArn) === undefined)
      throw notFound('destination');
    const delivery = context.deliveries.create(context.region, context.accountId, given);
    return { delivery: shown(delivery) };
  },
  GetDelivery(context: LogsContext, body: Body) {
    return { delivery: shown(requireDelivery(context, body)) };
  },
  DescribeDeliveries(context: LogsContext, body: Body) {
    const { limit } = parseInput(zDescribe, body, 'ValidationException');
    return { deliveries: context.deliveries.list(context.region).slice(0, limit).map(shown) };
  },
  DeleteDelivery(context: LogsContext, body: Body): void {
    context.deliveries.delete(requireDelivery(context, body));
  },
  DeleteDeliverySource(context: LogsContext, body: Body): void {
    const { name } = parseInput(zByName, body, 'ValidationException');
    context.deliveries.deleteSource(requireSource(context, name));
  },
  DeleteDeliveryDestination(context: LogsContext, body: Body): void {
    context.deliveries.deleteDestination(requireDestination(context, body));
  },
};

function requireSource(context: LogsContext, name: string): DeliverySource {
  const source = context.deliveries.source(context.region, name);
  if (source === undefined) throw notFound('source');
  return source;
}

function requireDestination(context: LogsContext, body: Body): DeliveryDestination {
  const { name } = parseInput(zByName, body, 'ValidationException');
  const arn = `arn:aws:logs:${context.region}:${context.accountId}:delivery-destination:${name}`;
  const destination = context.deliveries.destination(arn);
  if (destination === undefined) throw notFound('destination');
  return destination;
}

function requireDelivery(context: LogsContext, body: Body): LogDelivery {
  const { id } = parseInput(zById, body, 'ValidationException');
  const delivery = context.deliveries.list(context.region).find((one) => one.id === id);
  if (delivery === undefined) throw new AwsError('ResourceNotFoundException', 'The delivery does not exist.');
  return delivery;
}

function notFound(what: 'source' | 'destination'): AwsError {
  return new AwsError('ResourceNotFoundException', `The delivery ${what} does not exist.`);
}

function shownSource({ region: _region, ...source }: DeliverySource) {
  return source;
}

function shownDestination({ region: _region, destinationResourceArn, ...rest }: DeliveryDestination) {
  return { ...rest, deliveryDestinationConfiguration: { destinationResourceArn } };
}

function shown({ region: _region, ...delivery }: LogDelivery) {
  return { ...delivery, deliveryDestinationType: 'CWL' };
}
