import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

export interface InvokeInput {
  /** Name, ARN or partial ARN. */
  functionName: string;
  invocationType: 'RequestResponse' | 'Event' | 'DryRun';
  /** JSON text, sent byte for byte as UTF-8. */
  payload: string;
  /** `X-Amzn-Trace-Id` of the run, `Root=1-…;Parent=…;Sampled=…`; Lambda makes one when null. */
  traceHeader: string | null;
  qualifier?: string;
  /** Ends waiting for the reply, never the run. */
  signal?: AbortSignal;
}

export interface InvokeOutput {
  /** 200 for RequestResponse, 202 for Event, 204 for DryRun */
  statusCode: number;
  /** The function's own request ID (aws.md 1.1). */
  requestId: string;
  /** `Unhandled` or `Handled` where the handler failed; AWS answers 200 all the same. */
  functionError: string | null;
  executedVersion: string | null;
  /** The answer's bytes as UTF-8 text, unparsed; null where there is none. */
  payload: string | null;
  /** At most the last 4 KB of the log, synchronous only; may lack START or REPORT. */
  logResult: string | null;
  /** `X-Amzn-Trace-Id` of the answer, its field names lower case. */
  traceHeader: string | null;
}

/**
 * Lambda `Invoke`, sent once: the SDK retries neither kind, for there is no client token and a lost reply may hide a run.
 * Throws AppError; `mayHaveRun` of it tells whether the function may have run all the same.
 */
export async function invoke(aws: AwsClients, input: InvokeInput): Promise<InvokeOutput> {
  const command = new InvokeCommand({
    FunctionName: input.functionName,
    InvocationType: input.invocationType,
    Payload: new TextEncoder().encode(input.payload),
    ...(input.invocationType === 'RequestResponse' ? { LogType: 'Tail' } : {}),
    ...(input.qualifier === undefined ? {} : { Qualifier: input.qualifier }),
  });
  const { traceHeader } = input;
  let answeredTraceHeader: string | null = null;
  if (traceHeader !== null) {
    // Outside Lambda the SDK adds none; within, its own middleware leaves a header that is there alone.
    command.middlewareStack.add(
      (next) => async (args) => {
        (args.request as { headers: Record<string, string> }).headers['X-Amzn-Trace-Id'] = traceHeader;
        return next(args);
      },
      { step: 'build', name: 'repriseTraceHeader', priority: 'high' },
    );
  }
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      answeredTraceHeader = headerOf(result.response, 'x-amzn-trace-id');
      return result;
    },
    { step: 'deserialize', name: 'repriseAnsweredTraceHeader', priority: 'low' },
  );
  const output = await callAws({ service: 'lambda', operation: 'Invoke', resource: input.functionName }, () =>
    aws.lambdaOnce.send(command, input.signal === undefined ? {} : { abortSignal: input.signal }),
  );
  // an answer without a body reads null here, whatever the SDK's type says
  const payload = output.Payload?.byteLength ? decode(output.Payload) : null;
  return {
    statusCode: output.StatusCode ?? 0,
    requestId: output.$metadata.requestId ?? '',
    functionError: output.FunctionError ?? null,
    executedVersion: output.ExecutedVersion ?? null,
    payload,
    logResult: output.LogResult === undefined ? null : decode(Buffer.from(output.LogResult, 'base64')),
    traceHeader: answeredTraceHeader,
  };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function headerOf(response: unknown, name: string): string | null {
  const headers = (response as { headers?: Record<string, string> } | null)?.headers ?? {};
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}
