import type { RunOutcome } from './execution-environment.ts';
import type { FunctionRecord } from './function-record.ts';

export type DestinationCondition =
  | 'Success'
  | 'RetriesExhausted'
  | 'EventAgeExceeded'
  | 'ZeroReservedConcurrency'
  | 'RecursiveInvocationDetected';

/** How an asynchronous invocation ended; `outcome` is that of its last run, null where it never ran. */
export interface AsyncEnd {
  requestId: string;
  payload: Buffer;
  condition: DestinationCondition;
  /** how often it ran */
  invokeCount: number;
  outcome: RunOutcome | null;
}

/** The JSON that destinations get: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export function destinationRecord(fn: FunctionRecord, end: AsyncEnd, atMs: number): string {
  const { outcome } = end;
  const head = {
    version: '1.0',
    timestamp: new Date(atMs).toISOString(),
    requestContext: {
      requestId: end.requestId,
      functionArn: `${fn.arn}:$LATEST`,
      condition: end.condition,
      approximateInvokeCount: end.invokeCount,
    },
  };
  const members = [
    JSON.stringify(head).slice(1, -1),
    // payloads as they were, byte for byte
    `"requestPayload":${end.payload.toString('utf8').trim() || 'null'}`,
  ];
  if (outcome !== null) {
    const context = {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(outcome.failed ? { functionError: 'Unhandled' } : {}),
    };
    members.push(
      `"responseContext":${JSON.stringify(context)}`,
      `"responsePayload":${jsonOf(outcome.payload)}`,
    );
  }
  return `{${members.join(',')}}`;
}

function jsonOf(payload: Buffer): string {
  const text = payload.toString('utf8').trim();
  try {
    JSON.parse(text);
    return text;
  } catch {
    return text === '' ? 'null' : JSON.stringify(text);
  }
}
