import { z } from 'zod';
import { zFunctionName } from './function-name.ts';
import { zHopStatus } from './hop.ts';
import { zOperation, zProblemText } from './operation.ts';
import { zIso, zPage } from './page.ts';
import { zFieldFailure, zRuleName, zTargetCheck } from './rule.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
export const EVENT_ENTRIES_LIMIT = 10;
export const EVENT_ENTRIES_LIMIT_BYTES = 1_048_576;

export const zEventBusName = z
  .string()
  .regex(/^[/.\-_A-Za-z0-9]{1,256}$/, 'A bus name has 1 to 256 letters, digits and / . - _');

/** One entry of PutEvents as a person writes it. */
export const zEventEntry = z.object({
  eventBusName: zEventBusName,
  source: z.string().min(1, 'An event has a source').max(256),
  detailType: z.string().min(1, 'An event has a detail-type').max(128, 'At most 128 characters'),
  /** JSON text of an object, sent byte for byte. */
  detail: z.string(),
  resources: z.array(z.string().min(1).max(2048)).max(100).default([]),
  /** Null: EventBridge's own time. */
  time: zIso.nullable().default(null),
});
export type EventEntry = z.infer<typeof zEventEntry>;

const zEntries = z
  .array(zEventEntry)
  .min(1, 'Publish at least one event')
  .max(EVENT_ENTRIES_LIMIT, `PutEvents takes at most ${EVENT_ENTRIES_LIMIT} entries`);

export const zPublishEventsInput = z.object({
  /** Chosen by the form when it opens: the same ID twice publishes once. */
  operationId: z.uuid(),
  entries: zEntries,
  /** The hop whose chain the events continue; null starts a chain of their own. */
  hopId: z.string().nullable(),
});
export type PublishEventsInput = z.infer<typeof zPublishEventsInput>;

/** The automation API's body; `traceId` continues that trace's chain. */
export const zPublishEventsRequest = z.object({
  entries: zEntries,
  hopId: z.string().nullable().default(null),
});
export const zEventsPublished = zOperation.pick({
  operationId: true,
  status: true,
  traceId: true,
  chainId: true,
  entries: true,
  error: true,
});

export const zPreviewEventsRequest = z.object({ entries: zEntries });

/** A rule on the entry's bus, judged for it before anything is sent. */
const zRuleForecast = z.object({
  ruleName: zRuleName,
  ruleArn: z.string(),
  state: z.enum(['ENABLED', 'DISABLED']),
  /** `matches-disabled` would run were it enabled; `nearly` fails in one field only. */
  outcome: z.enum(['matches', 'matches-disabled', 'nearly', 'differs']),
  failures: z.array(zFieldFailure),
  targets: z.array(zTargetCheck),
});
const zEntryForecast = z.object({
  sizeBytes: z.number().int(),
  bus: z.enum(['exists', 'missing', 'unreadable']),
  /** What AWS would refuse, at its field (`source`, `detail` …). */
  problems: z.array(zProblemText),
  /** `reaches`: an enabled rule matches and one of its targets may be invoked; `unknown`: the bus could not be read. */
  verdict: z.enum([
    'reaches',
    'nothing-matches',
    'only-disabled',
    'no-target',
    'not-permitted',
    'unknown-bus',
    'invalid',
    'unknown',
  ]),
  /** The verdict in one sentence. */
  message: z.string(),
  /** Matches first, then by how little they differ; at most 20. */
  rules: z.array(zRuleForecast),
  nearestRuleName: z.string().nullable(),
  /** Pattern text of a new rule that would match this event. */
  suggestedPattern: z.string().nullable(),
});
export type EntryForecast = z.infer<typeof zEntryForecast>;
export const zEventsForecast = z.object({
  entries: z.array(zEntryForecast),
  totalBytes: z.number().int(),
  limitBytes: z.number().int(),
});
export type EventsForecast = z.infer<typeof zEventsForecast>;

const zCausedHop = z.object({
  hopId: z.string(),
  chainId: z.string(),
  functionName: z.string(),
  status: zHopStatus,
});

/** An event published here, seen on a watched bus, or both. Entries that AWS refused are listed, too, without an ID. */
const zEventSummary = z.object({
  /** The event ID, or `<operationId>:<position>` where AWS gave none. */
  eventKey: z.string(),
  eventId: z.string().nullable(),
  status: z.enum(['published', 'seen', 'failed', 'unconfirmed']),
  eventBusName: z.string(),
  source: z.string(),
  detailType: z.string(),
  at: zIso,
  /** Set where the dashboard published it. */
  operationId: z.string().nullable(),
  /** It was seen on a watched bus at this time. */
  seenAt: zIso.nullable(),
  chainId: z.string().nullable(),
  /** The run that published it, where known. */
  causeHop: zCausedHop.nullable(),
  /** The runs that it caused; at most five. */
  causedHops: z.array(zCausedHop),
  causedHopCount: z.number().int(),
  /** The first 200 characters of the detail. */
  detailStart: z.string(),
});
export type EventSummary = z.infer<typeof zEventSummary>;
export const zEventPage = zPage(zEventSummary);

export const zEventDetail = zEventSummary.extend({
  /** The whole event as JSON text, as far as it is known. */
  event: z.string(),
  entry: zEventEntry,
  problem: zProblemText.nullable(),
  traceId: z.string().nullable(),
  /** What the bus's own log says of it, oldest first. */
  deliveries: z.array(
    z.object({
      at: zIso,
      /** RULE_MATCH, INVOCATION_SUCCESS … */
      messageType: z.string(),
      ruleName: z.string().nullable(),
      targetArn: z.string().nullable(),
      message: z.string().nullable(),
    }),
  ),
});
export type EventDetail = z.infer<typeof zEventDetail>;

export const zEventListQuery = z.object({
  bus: z.string().max(256).optional(),
  origin: z.enum(['all', 'published', 'seen', 'failed']).default('all'),
  /** `nothing`: caused no run that is known. */
  caused: z.enum(['all', 'runs', 'nothing']).default('all'),
  /** Words of source, detail-type or an event ID. */
  text: z.string().max(500).optional(),
  /** ms back from now. */
  withinMs: z.coerce.number().int().min(60_000).max(31_536_000_000).default(86_400_000),
});
export type EventListQuery = z.infer<typeof zEventListQuery>;

/** Whole events for the browser's own matching as one types. */
export const zRecordedEvents = z.object({
  items: z.array(z.object({ eventId: z.string(), eventBusName: z.string(), at: zIso, event: z.string() })),
  /** More were recorded in that time than are given. */
  truncated: z.boolean(),
  /** The bus is watched, or events are known only where the dashboard published them. */
  watched: z.boolean(),
});
export type RecordedEvents = z.infer<typeof zRecordedEvents>;

const WATCH_METHODS = ['rule', 'bus-logging'] as const;
const zEventBus = z.object({
  eventBusName: z.string(),
  eventBusArn: z.string(),
  ruleCount: z.number().int().nullable(),
  watched: z
    .object({
      method: z.enum(WATCH_METHODS),
      logGroupName: z.string(),
      ruleName: z.string().nullable(),
      since: zIso,
    })
    .nullable(),
  eventCount24h: z.number().int(),
});
export type EventBus = z.infer<typeof zEventBus>;
export const zEventBusPage = zPage(zEventBus);

export const zWatchBusInput = z.object({
  eventBusName: zEventBusName,
  watched: z.boolean(),
  method: z.enum(WATCH_METHODS).default('rule'),
});
export type WatchBusInput = z.infer<typeof zWatchBusInput>;

const zSavedEvent = z.object({
  savedEventId: z.string(),
  name: z.string().min(1).max(80),
  entry: zEventEntry,
  savedAt: zIso,
});
export type SavedEvent = z.infer<typeof zSavedEvent>;
export const zSavedEventPage = zPage(zSavedEvent);
export const zSaveEventInput = z.object({
  name: z.string().trim().min(1, 'Give it a name').max(80, 'At most 80 characters'),
  entry: zEventEntry,
});
export type SaveEventInput = z.infer<typeof zSaveEventInput>;
export const zSavedEventRef = z.object({ savedEventId: z.uuid() });
export type SavedEventRef = z.infer<typeof zSavedEventRef>;

/** What an operator may do where the walk along an event's path found it broken. */
export const zPathFix = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enable-rule'), eventBusName: zEventBusName, ruleName: zRuleName }),
  z.object({
    kind: z.literal('allow-target'),
    eventBusName: zEventBusName,
    ruleName: zRuleName,
    functionName: zFunctionName,
  }),
  z.object({ kind: z.literal('lift-concurrency-zero'), functionName: zFunctionName }),
  /** Opens the rule's editor: pattern or target must be chosen by a person. */
  z.object({ kind: z.literal('edit-rule'), eventBusName: zEventBusName, ruleName: zRuleName }),
  /** Opens a new rule made from this event. */
  z.object({ kind: z.literal('create-rule'), eventKey: z.string() }),
  /** Opens the form with this event. */
  z.object({ kind: z.literal('publish-again'), eventKey: z.string() }),
]);
export type PathFix = z.infer<typeof zPathFix>;

export const PATH_STEPS = [
  'put-events',
  'bus',
  'rule',
  'pattern',
  'target',
  'permission',
  'throttle',
  'recursion',
  'dead-letter-queue',
  'function',
] as const;

/** The way of an event from PutEvents to the run it should cause, up to the first broken link. */
export const zEventPath = z.object({
  eventKey: z.string().nullable(),
  eventId: z.string().nullable(),
  /** In order; what lies behind the broken link is `not-reached`. */
  steps: z.array(
    z.object({
      step: z.enum(PATH_STEPS),
      status: z.enum(['ok', 'broken', 'unknown', 'not-reached']),
      message: z.string(),
      /** Where that is known from: an AWS answer, a log line, a metric with its value. */
      evidence: z.string().nullable(),
    }),
  ),
  /** The broken link in one sentence; null where none was found. */
  verdict: z.string().nullable(),
  fixes: z.array(z.object({ label: z.string(), fix: zPathFix })),
  checkedAt: zIso,
});
export type EventPath = z.infer<typeof zEventPath>;
