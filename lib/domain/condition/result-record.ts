import { isEventObject } from '../event-pattern/event-value.ts';
import { readEvent } from '../event-pattern/read-event.ts';
import type { HopStatus } from '../hop.ts';
import { targetOfArn } from '../target-arn.ts';

export interface RecordedHop {
  requestId: string;
  /** With version or alias where it is known. */
  functionArn: string | null;
  status: HopStatus;
  errorType: string | null;
  errorMessage: string | null;
  /** 1 for the first run of its request. */
  deliveryAttempt: number;
  endedAt: Date | null;
  /** JSON text as recorded; null where it was not. A text that is cut off is no JSON and counts as not recorded. */
  payload: string | null;
  response: string | null;
  /** The version that ran, where the ARN does not say. */
  version?: string | null;
}

export interface ResultRecord {
  record: Record<string, unknown>;
  /** What the record lacks at or below one of these may be anything; what it holds there is known all the same. */
  unknownPaths: string[][];
}

/** What lib/rerun adds to a payload; Lambda's own records of other ways never have it. */
const CARRIER_FIELD = '__rerun';

/**
 * The record that Lambda sends to a destination when a run has ended, from what is known of the run. The status is
 * `requestContext.condition`: `Success`, or `RetriesExhausted` of a run that failed, every run being judged as the last
 * of its request (AWS also has `EventAgeExceeded` and `ZeroReservedConcurrency`, where nothing ran to its end). A run
 * whose end is not known has an unknown outcome. `timestamp` is AWS's own and never known here.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function recordOfHop(hop: RecordedHop): ResultRecord {
  const known = new Known();
  const { functionArn } = hop;
  const version = hop.version ?? (functionArn === null ? null : targetOfArn(functionArn).qualifier);
  const outcome = outcomeOf(hop.status);
  known.put(['version'], '1.0');
  known.lack(['timestamp']);
  known.put(['requestContext', 'requestId'], hop.requestId);
  known.maybe(['requestContext', 'functionArn'], qualified(functionArn, version));
  known.put(['requestContext', 'approximateInvokeCount'], hop.deliveryAttempt);
  known.json(['requestPayload'], hop.payload, withoutCarrier);
  known.maybe(['responseContext', 'executedVersion'], version);
  if (outcome === null) {
    known.lack(['requestContext', 'condition'], ['responseContext'], ['responsePayload']);
    return known;
  }
  known.put(['requestContext', 'condition'], outcome);
  known.put(['responseContext', 'statusCode'], 200);
  if (outcome !== 'Success') known.put(['responseContext', 'functionError'], 'Unhandled');
  const recorded = known.json(['responsePayload'], hop.response, (response) => response);
  if (!recorded && outcome !== 'Success') putError(known, hop);
  return known;
}

/** A runtime answers with the error's type and message, and with more that differs by language. */
function putError(known: Known, { status, errorType, errorMessage }: RecordedHop): void {
  if (errorType !== null) known.put(['responsePayload', 'errorType'], errorType);
  // what is told of a timeout may be in our own words
  if (errorMessage !== null && status === 'failed')
    known.put(['responsePayload', 'errorMessage'], errorMessage);
}

function outcomeOf(status: HopStatus): 'Success' | 'RetriesExhausted' | null {
  if (status === 'succeeded') return 'Success';
  return status === 'failed' || status === 'timed-out' ? 'RetriesExhausted' : null;
}

function qualified(functionArn: string | null, version: string | null): string | null {
  if (functionArn === null) return null;
  if (targetOfArn(functionArn).qualifier !== null) return functionArn;
  return version === null ? null : `${functionArn}:${version}`;
}

function withoutCarrier(payload: unknown): unknown {
  if (!isEventObject(payload)) return payload;
  const carrier = payload[CARRIER_FIELD];
  if (!isEventObject(carrier) || carrier.v !== 1) return payload;
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key !== CARRIER_FIELD));
}

class Known implements ResultRecord {
  readonly record: Record<string, unknown> = {};
  readonly unknownPaths: string[][] = [];

  put([part = '', field]: readonly string[], value: unknown): void {
    if (field === undefined) this.record[part] = value;
    else {
      const object = this.record[part];
      this.record[part] = isEventObject(object) ? { ...object, [field]: value } : { [field]: value };
    }
  }

  lack(...paths: string[][]): void {
    this.unknownPaths.push(...paths);
  }

  maybe(path: string[], value: unknown): void {
    if (value === null) this.lack(path);
    else this.put(path, value);
  }

  /** Whether the text could be read. */
  json(path: string[], text: string | null, take: (value: unknown) => unknown): boolean {
    const read = text === null ? null : readEvent(text);
    if (read?.ok) this.put(path, take(read.event));
    else this.lack(path);
    return read?.ok === true;
  }
}
