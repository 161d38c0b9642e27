import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import { busNameOf } from '../bus-name-of.ts';
import type { EventBusRecord } from '../event-bus-record.ts';
import { type EventsCall, requireBus } from '../events-call.ts';
import {
  pageOf,
  parseEventsInput,
  tagRecord,
  zBusName,
  zBusNameOrArn,
  zMember,
  zPage,
  zTags,
} from '../events-input.ts';

const MAX_BUSES = 100;

const zSettings = {
  Description: zMember(0, 512).optional(),
  KmsKeyIdentifier: zMember(0, 2_048).optional(),
  DeadLetterConfig: z.object({ Arn: zMember(1, 1_600).optional() }).optional(),
  LogConfig: z
    .object({
      IncludeDetail: z.enum(['NONE', 'FULL'], 'Member must satisfy enum value set: [NONE, FULL]').optional(),
      Level: z
        .enum(
          ['OFF', 'ERROR', 'INFO', 'TRACE'],
          'Member must satisfy enum value set: [OFF, ERROR, INFO, TRACE]',
        )
        .optional(),
    })
    .optional(),
};
const zCreate = z.object({
  Name: zBusName,
  EventSourceName: zMember(1, 256).optional(),
  Tags: zTags.default([]),
  ...zSettings,
});
const zUpdate = z.object({ Name: zBusName.optional(), ...zSettings });
const zDescribe = z.object({ Name: zBusNameOrArn.optional() });
const zDelete = z.object({ Name: zBusName });
const zList = z.object({ NamePrefix: zMember(1, 256).optional(), ...zPage });

export function createEventBus(call: EventsCall) {
  const input = parseEventsInput(zCreate, call.body);
  const { region } = call.request;
  if (input.Name.includes('/')) {
    throw new AwsError('ValidationException', `Event bus name ${input.Name} must not contain '/'.`);
  }
  if (call.store.find(region, input.Name) !== undefined) {
    throw new AwsError('ResourceAlreadyExistsException', `Event bus ${input.Name} already exists.`);
  }
  if (call.store.list(region).length >= MAX_BUSES) {
    throw new AwsError(
      'LimitExceededException',
      'The requested resource exceeds the maximum number allowed.',
    );
  }
  const bus = call.store.create(region, input.Name, { ...settingsOf(input), tags: tagRecord(input.Tags) });
  return { EventBusArn: bus.arn, ...shownSettings(bus) };
}

export function updateEventBus(call: EventsCall) {
  const input = parseEventsInput(zUpdate, call.body);
  const bus = requireBus(call, input.Name);
  call.store.update(bus, settingsOf(input));
  return describeEventBus({ ...call, body: { Name: bus.name } });
}

export function describeEventBus(call: EventsCall) {
  const bus = requireBus(call, parseEventsInput(zDescribe, call.body).Name);
  return { ...summaryOf(bus), ...shownSettings(bus) };
}

export function listEventBuses(call: EventsCall) {
  const { Limit, NextToken, NamePrefix = '' } = parseEventsInput(zList, call.body);
  const buses = call.store.list(call.request.region).filter((bus) => bus.name.startsWith(NamePrefix));
  const page = pageOf(buses, { Limit, NextToken }, (bus) => bus.name, { NamePrefix }, call.clock.now());
  return { EventBuses: page.items.map(summaryOf), ...page.next };
}

/** Idempotent: an unknown bus is deleted already. */
export function deleteEventBus(call: EventsCall): void {
  const name = busNameOf(parseEventsInput(zDelete, call.body).Name);
  if (name === 'default') throw new AwsError('ValidationException', 'Cannot delete event bus default.');
  const bus = call.store.find(call.request.region, name);
  if (bus === undefined) return;
  if (Object.keys(bus.rules).length > 0) {
    throw new AwsError('ValidationException', `Event bus ${name} can't be deleted since it has rules.`);
  }
  call.store.delete(bus);
}

function settingsOf(input: z.output<typeof zUpdate>): Partial<EventBusRecord> {
  return {
    ...(input.Description === undefined ? {} : { description: input.Description }),
    ...(input.KmsKeyIdentifier === undefined ? {} : { kmsKeyIdentifier: input.KmsKeyIdentifier }),
    ...(input.DeadLetterConfig === undefined ? {} : { deadLetterArn: input.DeadLetterConfig.Arn ?? null }),
    ...(input.LogConfig === undefined ? {} : { logConfig: input.LogConfig }),
  };
}

function summaryOf(bus: EventBusRecord) {
  return {
    Name: bus.name,
    Arn: bus.arn,
    ...(bus.description === null ? {} : { Description: bus.description }),
    ...(bus.policy.length === 0
      ? {}
      : { Policy: JSON.stringify({ Version: '2012-10-17', Statement: bus.policy }) }),
    CreationTime: bus.createdAtMs / 1_000,
    LastModifiedTime: bus.lastModifiedAtMs / 1_000,
  };
}

function shownSettings(bus: EventBusRecord) {
  return {
    ...(bus.description === null ? {} : { Description: bus.description }),
    ...(bus.kmsKeyIdentifier === null ? {} : { KmsKeyIdentifier: bus.kmsKeyIdentifier }),
    ...(bus.deadLetterArn === null ? {} : { DeadLetterConfig: { Arn: bus.deadLetterArn } }),
    ...(bus.logConfig === null ? {} : { LogConfig: bus.logConfig }),
  };
}
