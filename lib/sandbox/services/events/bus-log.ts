import type { SandboxClock } from '../../service.ts';
import type { EventBusRecord } from './event-bus-record.ts';

type Level = 'ERROR' | 'INFO' | 'TRACE';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-logs.html lists the records of each level. */
const LEVELS = {
  EVENT_INGEST_SUCCESS: 'INFO',
  RULE_MATCH: 'INFO',
  NO_STANDARD_RULES_MATCHED: 'INFO',
  INVOCATION_ATTEMPT_START: 'TRACE',
  INVOCATION_ATTEMPT_SUCCESS: 'TRACE',
  INVOCATION_ATTEMPT_RETRYABLE_FAILURE: 'TRACE',
  INVOCATION_ATTEMPT_NON_RETRYABLE_FAILURE: 'TRACE',
  INVOCATION_SUCCESS: 'INFO',
  INVOCATION_FAILURE: 'ERROR',
  INVOCATION_DLQ: 'ERROR',
} as const satisfies Record<string, Level>;
export type BusLogMessage = keyof typeof LEVELS;

const RANK = { OFF: 0, ERROR: 1, INFO: 2, TRACE: 3 } as const;

/** What a record of the bus's log says whose it is. */
export interface BusLogSubject {
  bus: EventBusRecord;
  eventId: string;
  requestId: string;
  eventText: string;
  invocationId?: string;
}

/** Writes a line to every log group that a delivery of CloudWatch Logs connects the bus with for this log type. */
export type AppendBusLog = (busArn: string, logType: `${Level}_LOGS`, message: string, atMs: number) => void;

/** The log that a bus writes about itself, as far as its `LogConfig` asks for it. */
export class BusLog {
  readonly #append: AppendBusLog;
  readonly #clock: SandboxClock;

  constructor(append: AppendBusLog, clock: SandboxClock) {
    this.#append = append;
    this.#clock = clock;
  }

  write(subject: BusLogSubject, message: BusLogMessage, details: Record<string, unknown>): void {
    const { bus, eventId, requestId, eventText, invocationId } = subject;
    const wanted = bus.logConfig?.Level ?? 'OFF';
    const level = LEVELS[message];
    if (RANK[level] > RANK[wanted]) return;
    const atMs = this.#clock.now();
    const full = bus.logConfig?.IncludeDetail === 'FULL';
    const shown = full ? details : { ...details, target_input: undefined, target_properties: undefined };
    const record = {
      resource_arn: bus.arn,
      request_id: requestId,
      event_id: eventId,
      ...(invocationId === undefined ? {} : { invocation_id: invocationId }),
      message_timestamp_ms: atMs,
      message_type: message,
      log_level: level,
      details: {
        ...shown,
        ...(full && message === 'EVENT_INGEST_SUCCESS' ? { event_detail: eventText } : {}),
      },
    };
    this.#append(bus.arn, `${level}_LOGS`, JSON.stringify(record), atMs);
  }
}
