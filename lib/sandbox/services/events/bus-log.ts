import { jsonMemberText } from '../../../domain/json-scan.ts';
import type { SandboxClock } from '../../service.ts';
import type { EventBusRecord } from './event-bus-record.ts';

type Level = 'ERROR' | 'INFO' | 'TRACE';

/** Steps of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html and the level of each. */
const LEVELS = {
  EVENT_INGEST_SUCCESS: 'INFO',
  RULE_MATCH: 'INFO',
  NO_STANDARD_RULES_MATCHED: 'INFO',
  INVOCATION_ATTEMPT_START: 'TRACE',
  INVOCATION_ATTEMPT_SUCCESS: 'TRACE',
  INVOCATION_ATTEMPT_THROTTLE: 'ERROR',
  INVOCATION_ATTEMPT_RETRYABLE_FAILURE: 'ERROR',
  INVOCATION_ATTEMPT_PERMANENT_FAILURE: 'ERROR',
  INVOCATION_SUCCESS: 'INFO',
  INVOCATION_FAILURE: 'ERROR',
  INVOCATION_DLQ: 'ERROR',
} as const satisfies Record<string, Level>;
export type BusLogMessage = keyof typeof LEVELS;

const RANK = { OFF: 0, ERROR: 1, INFO: 2, TRACE: 3 } as const;

export interface BusLogError {
  error_message: string;
  aws_service: string;
  http_status_code?: number;
}

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

  write(
    subject: BusLogSubject,
    message: BusLogMessage,
    details: Record<string, unknown>,
    error: BusLogError | null = null,
  ): void {
    const { bus, eventId, requestId, invocationId } = subject;
    const wanted = bus.logConfig?.Level ?? 'OFF';
    const level = LEVELS[message];
    if (RANK[level] > RANK[wanted]) return;
    const atMs = this.#clock.now();
    const full = bus.logConfig?.IncludeDetail === 'FULL';
    const record = {
      resource_arn: bus.arn,
      request_id: requestId,
      event_id: eventId,
      ...(invocationId === undefined ? {} : { invocation_id: invocationId }),
      message_timestamp_ms: atMs,
      message_type: message,
      log_level: level,
      details: {
        ...(message === 'EVENT_INGEST_SUCCESS' ? eventDetails(subject, full) : {}),
        ...details,
        ...(full ? {} : { target_input: undefined }),
      },
      ...(error === null ? {} : { error }),
    };
    this.#append(bus.arn, `${level}_LOGS`, JSON.stringify(record), atMs);
  }
}

function eventDetails({ eventText }: BusLogSubject, full: boolean): Record<string, unknown> {
  const { account, time, source, resources, 'detail-type': detailType } = JSON.parse(eventText);
  return {
    caller_account_id: account,
    source_time_ms: Date.parse(time),
    source,
    detail_type: detailType,
    resources,
    ...(full ? { event_detail: jsonMemberText(eventText, 'detail') } : {}),
  };
}
