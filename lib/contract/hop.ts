import { z } from 'zod';
import { HOP_STATUSES, MECHANISMS } from '../domain/hop.ts';
import { zIso, zPage } from './page.ts';

export const zHopStatus = z.enum(HOP_STATUSES);
export const zMechanism = z.enum(MECHANISMS);

const zEvidence = z.object({
  kind: z.string(),
  value: z.string(),
  strength: z.enum(['exact', 'trace', 'guess']),
});

const zLogTail = z.object({ text: z.string(), truncated: z.boolean() });

/** A hop as the automation API lists it. */
const zHop = z.object({
  hopId: z.string(),
  requestId: z.string(),
  chainId: z.string(),
  parentHopId: z.string().nullable(),
  /** How many hops may be the parent where it is unknown; 0 or 1 otherwise. */
  parentCandidateCount: z.number().int(),
  via: zMechanism,
  functionName: z.string(),
  status: zHopStatus,
  attempt: z.number().int(),
  maxAttempts: z.number().int().nullable(),
  deliveryAttempt: z.number().int(),
  startedAt: zIso.nullable(),
  endedAt: zIso.nullable(),
  durationMs: z.number().nullable(),
  billedDurationMs: z.number().nullable(),
  initDurationMs: z.number().nullable(),
  memorySizeMb: z.number().nullable(),
  maxMemoryUsedMb: z.number().nullable(),
  coldStart: z.boolean().nullable(),
  costUsd: z.number().nullable(),
  errorType: z.string().nullable(),
  errorMessage: z.string().nullable(),
  traceId: z.string().nullable(),
  reason: z.string().nullable(),
  evidence: z.array(zEvidence),
  tail: zLogTail,
});
export type HopDto = z.infer<typeof zHop>;
export const zHopPage = zPage(zHop);

/** Text recorded byte for byte; `source` says who knew it. Null where nobody recorded it. */
const zRecordedText = z.object({
  text: z.string(),
  truncated: z.boolean(),
  /** characters that a store cannot hold (NUL, lone surrogates) were replaced */
  altered: z.boolean(),
  source: z.enum(['operation', 'marker', 'destination-record', 'history', 'event', 'log', 'answer']),
});

/** What the inspector shows when a hop is opened. */
export const zHopDetail = zHop.extend({
  functionArn: z.string().nullable(),
  logGroupName: z.string().nullable(),
  logStreamName: z.string().nullable(),
  version: z.string().nullable(),
  restoreDurationMs: z.number().nullable(),
  invocationType: z.enum(['RequestResponse', 'Event']).nullable(),
  operationId: z.string().nullable(),
  payload: zRecordedText.nullable(),
  response: zRecordedText.nullable(),
  /** The event that caused it, where one did. */
  event: z
    .object({
      eventId: z.string(),
      eventBusName: z.string().nullable(),
      source: z.string().nullable(),
      detailType: z.string().nullable(),
      /** The rule that carried it here. */
      ruleName: z.string().nullable(),
      /**
       * `bus-log`: EventBridge's own log says so; `pattern`: it matches and targets this function now; `target`: the
       * event's content is not known, and no other rule targets this function now.
       */
      ruleKnownBy: z.enum(['bus-log', 'pattern', 'target']).nullable(),
      publishedAt: zIso.nullable(),
    })
    .nullable(),
  /** The execution of a state machine that it is a task of. */
  execution: z
    .object({
      executionArn: z.string(),
      stateMachineName: z.string(),
      executionName: z.string(),
      stateName: z.string(),
      /** 1 for the first try of one entering of the state. */
      attempt: z.number().int(),
      /** `exact`: the history names its request; else it is the only run that fits. */
      joinedBy: z.enum(['exact', 'trace', 'time']),
    })
    .nullable(),
  /** Events that this run published, as far as it says so. */
  publishedEvents: z.array(
    z.object({
      eventId: z.string(),
      arrived: z.boolean(),
      /** Lambda's record of the run's result: that nothing ran by it ends most chains. */
      isResultRecord: z.boolean(),
    }),
  ),
  causes: z.array(z.object({ hopId: z.string(), functionName: z.string(), chainId: z.string() })),
  effects: z.array(z.object({ hopId: z.string(), functionName: z.string(), chainId: z.string() })),
  /** The observations the hop is derived from, as JSON text. */
  raw: z.string(),
});
export type HopDetail = z.infer<typeof zHopDetail>;

const zLogLine = z.object({
  at: zIso,
  level: z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']).nullable(),
  /** START, END, REPORT, INIT_START, platform.* */
  system: z.boolean(),
  /** The text to show: without the runtime's prefix. */
  text: z.string(),
  message: z.string(),
});
export type LogLineDto = z.infer<typeof zLogLine>;
export const zHopLogs = z.object({
  lines: z.array(zLogLine),
  /** `stored`: the bounded tail; `cloudwatch`: read on demand */
  source: z.enum(['stored', 'cloudwatch']),
  truncated: z.boolean(),
  nextCursor: z.string().nullable(),
});
export type HopLogs = z.infer<typeof zHopLogs>;
