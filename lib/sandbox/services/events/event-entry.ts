import { z } from 'zod';
import { checkEventEntry, eventEntryBytes } from '../../../domain/check-event-entry.ts';
import type { EventEntryText } from '../../../domain/entry-event.ts';
import { AwsError } from '../../service.ts';
import { parseEventsInput, zBusNameOrArn, zMember } from './events-input.ts';

/** What a Date can hold. */
const MAX_TIME_SECONDS = 8_640_000_000_000;
const MAX_BYTES = 1_048_576;
const MAX_DETAIL_TYPE = 128;

const zEntry = z.object({
  // JSON carries epoch seconds
  Time: z
    .number()
    .refine((seconds) => Math.abs(seconds) <= MAX_TIME_SECONDS, 'Member must be a time')
    .optional(),
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string().max(2_048, 'Member must have length less than or equal to 2048')).optional(),
  EventBusName: zBusNameOrArn.optional(),
  TraceHeader: zMember(1, 500).optional(),
});
const zInput = z.object({
  Entries: z
    .array(z.record(z.string(), z.unknown()))
    .min(1, 'Member must have length greater than or equal to 1')
    .max(10, 'Member must have length less than or equal to 10'),
  EndpointId: zMember(1, 50).optional(),
});

export type EventEntry = z.output<typeof zEntry>;

/** An entry whose required members are there and of the right form. */
export interface PublishableEntry extends EventEntryText {
  eventBusName: string | undefined;
  traceHeader: string | undefined;
}

/** The entries of a PutEvents request; throws for what AWS refuses as a whole: their number, form and total size. */
export function readEntries(body: Record<string, unknown>): EventEntry[] {
  const { Entries } = parseEventsInput(zInput, body);
  const entries = Entries.map((entry) => {
    const given = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));
    return parseEventsInput(zEntry, given);
  });
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MAX_BYTES) {
    throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  return entries;
}

function sizeOf(entry: EventEntry): number {
  return eventEntryBytes({
    source: entry.Source ?? '',
    detailType: entry.DetailType ?? '',
    detail: entry.Detail ?? '',
    resources: entry.Resources ?? [],
    time: entry.Time === undefined ? null : new Date(entry.Time * 1_000),
  });
}

/** One entry ready to publish, or the error that its place in the answer gets. */
export function checkEntry(
  entry: EventEntry,
): { ok: true; entry: PublishableEntry } | { ok: false; ErrorCode: string; ErrorMessage: string } {
  for (const member of ['Source', 'DetailType', 'Detail'] as const) {
    if ((entry[member] ?? '') === '') return invalid(member, `${member} is a required argument.`);
  }
  const { Source = '', DetailType = '', Detail = '' } = entry;
  if (DetailType.length > MAX_DETAIL_TYPE) {
    return invalid('DetailType', `DetailType must have length less than or equal to ${MAX_DETAIL_TYPE}.`);
  }
  if (Source.startsWith('aws.')) {
    return {
      ok: false,
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  }
  const publishable = {
    source: Source,
    detailType: DetailType,
    detail: Detail,
    resources: entry.Resources ?? [],
    time: entry.Time === undefined ? null : new Date(entry.Time * 1_000),
  };
  if (checkEventEntry(publishable).some(({ field }) => field === 'detail')) {
    return { ok: false, ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
  return {
    ok: true,
    entry: {
      ...publishable,
      eventBusName: entry.EventBusName,
      traceHeader: entry.TraceHeader,
    },
  };
}

function invalid(member: string, reason: string) {
  return {
    ok: false as const,
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${member} is not valid. Reason: ${reason}`,
  };
}
