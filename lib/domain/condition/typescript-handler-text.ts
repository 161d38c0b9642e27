export interface HandlerParts {
  delays: boolean;
  window: boolean;
  budget: boolean;
  nextInput: 'request' | 'response';
}

/** The handler around `run` and `matches`, with what the limits need and no more. */
export function handlerBody(parts: HandlerParts): string {
  return [TYPES, CLIENT, handlerFunction(parts), runAgainFunction(parts), ...helpers(parts)].join('\n\n');
}

const TYPES = `interface Context {
  awsRequestId: string;
  invokedFunctionArn: string;
  functionVersion: string;
  memoryLimitInMB: string;
  getRemainingTimeInMillis: () => number;
}

/** What one run hands to the next, in the payload's field __rerun. */
interface Carrier {
  v: 1;
  traceId: string | null;
  attempt: number;
  maxAttempts: number | null;
  parent: { requestId: string };
  firstStartedAt?: number;
  spentUsd?: number;
}`;

const CLIENT = `// Nobody waits for the call, so that the SDK may send it again after a throttle.
const lambda = new LambdaClient({ maxAttempts: 3 });`;

function handlerFunction({ window, budget }: HandlerParts): string {
  const known = [
    ...(window ? ['firstStartedAt: carrier?.firstStartedAt ?? startedAt'] : []),
    ...(budget ? ['spentUsd: (carrier?.spentUsd ?? 0) + costUsd(startedAt, context)'] : []),
  ];
  return `export async function handler(event: unknown, context: Context): Promise<unknown> {
${window || budget ? '  const startedAt = Date.now();\n' : ''}  const carrier = carrierOf(event);
  const request = withoutCarrier(event, carrier);
  const marker = {
    v: 1,
    via: 'invoke',
    attempt: carrier?.attempt ?? 1,
    maxAttempts: MAX_ATTEMPTS,
    reason: null as string | null,
    traceId: carrier?.traceId ?? ownTraceId(),
    requestId: context.awsRequestId,
    parent: carrier?.parent ?? null,
    next: null as { requestId: string } | null,
  };
  printMarker({ ...marker, ...recordedInput(request) });
  let response: unknown = null;
  let thrown: { error: unknown } | null = null;
  try {
    response = (await run(request, context)) ?? null;
  } catch (error) {
    thrown = { error };
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    response = { errorType: name, errorMessage: message, trace: (stack ?? '').split('\\n') };
  }
  const record = recordOf(request, response, thrown !== null, context);
  if (matches(record)) {
    const said = await runAgain(${known.length > 0 ? `{ ...marker, ${known.join(', ')} }` : 'marker'}, record, context);
    printMarker({ ...marker, ...said });
  }
  if (thrown !== null) throw thrown.error;
  return response;
}`;
}

function runAgainFunction({ delays, window, budget, nextInput }: HandlerParts): string {
  const known = [...(window ? ['firstStartedAt'] : []), ...(budget ? ['spentUsd'] : [])];
  const types = [...(window ? ['firstStartedAt: number'] : []), ...(budget ? ['spentUsd: number'] : [])];
  const type = `{ attempt: number; traceId: string | null; requestId: string${types.map((one) => `; ${one}`).join('')} }`;
  const next = nextInput === 'response' ? 'responsePayload' : 'requestPayload';
  const checks = [
    `  if (attempt >= MAX_ATTEMPTS) return stopped('max attempts reached');`,
    ...(delays ? ['  const delayMs = delayOf(attempt);'] : []),
    ...(window
      ? [
          `  if (Date.now()${delays ? ' + delayMs' : ''} > firstStartedAt + WINDOW_SECONDS * 1000) {\n    return stopped(\`the time window of \${WINDOW_SECONDS} s is over\`);\n  }`,
        ]
      : []),
    ...(budget
      ? [
          `  if (spentUsd >= BUDGET_USD) {
    return stopped(\`the chain has cost about \${spentUsd} USD of \${BUDGET_USD} USD\`);
  }`,
        ]
      : []),
    `  if (typeof next !== 'object' || next === null || Array.isArray(next) || '__rerun' in next) {
    return stopped('the next input is no JSON object that can carry __rerun');
  }`,
    ...(delays
      ? [
          `  // The run is paid for while it waits, and cannot wait beyond its timeout.
  if (delayMs > context.getRemainingTimeInMillis() - 2000) {
    return stopped(\`the delay of \${delayMs / 1000} s does not fit into the time that is left\`);
  }
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));`,
        ]
      : []),
  ];
  return `/** Invokes the function again unless a limit is reached, and says what the marker says of it. */
async function runAgain(
  { ${['attempt', 'traceId', 'requestId', ...known].join(', ')} }: ${type},
  record: ReturnType<typeof recordOf>,
  context: Context,
): Promise<{ reason: string; next: { requestId: string } | null }> {
  const stopped = (why: string) => ({ reason: why, next: null });
  const next = record.${next};
${checks.join('\n')}
  const carrier: Carrier = {
    v: 1,
    traceId,
    attempt: attempt + 1,
    maxAttempts: MAX_ATTEMPTS,
    parent: { requestId },${known.map((one) => `\n    ${one},`).join('')}
  };
  // The SDK sends the trace header of this run along.
  const answer = await lambda.send(
    new InvokeCommand({
      FunctionName: context.invokedFunctionArn,
      InvocationType: 'Event',
      Payload: JSON.stringify({ ...next, __rerun: carrier }),
    }),
  );
  const nextRequestId = answer.$metadata.requestId;
  return {
    reason: \`\${CONDITION} and attempt \${attempt} < \${MAX_ATTEMPTS}\`,
    next: nextRequestId === undefined ? null : { requestId: nextRequestId },
  };
}`;
}

function helpers({ delays, budget }: HandlerParts): string[] {
  return [...(delays ? [DELAY] : []), ...(budget ? [COST] : []), RECORD, CARRIER, MARKER];
}

const DELAY = `function delayOf(attempt: number): number {
  const seconds = Math.min(DELAY_SECONDS * BACKOFF_RATE ** (attempt - 1), MAX_DELAY_SECONDS);
  return Math.round(seconds * 1000 * (JITTER ? Math.random() : 1));
}`;

const COST = `/** An estimate: the time until now at public prices, without initialisation. */
function costUsd(startedAt: number, context: Context): number {
  const gbSeconds = ((Date.now() - startedAt) / 1000) * (Number(context.memoryLimitInMB) / 1024);
  return gbSeconds * USD_PER_GB_SECOND + USD_PER_REQUEST;
}`;

const RECORD = `/** In the shape of the record that Lambda sends to a destination. */
function recordOf(request: unknown, response: unknown, failed: boolean, context: Context) {
  const { awsRequestId, invokedFunctionArn, functionVersion } = context;
  const isQualified = invokedFunctionArn.split(':').length > 7;
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: awsRequestId,
      functionArn: isQualified ? invokedFunctionArn : \`\${invokedFunctionArn}:\${functionVersion}\`,
      condition: failed ? 'RetriesExhausted' : 'Success',
      approximateInvokeCount: 1,
    },
    requestPayload: request,
    responseContext: {
      statusCode: 200,
      executedVersion: functionVersion,
      ...(failed ? { functionError: 'Unhandled' } : {}),
    },
    responsePayload: JSON.parse(JSON.stringify(response)) as unknown,
  };
}`;

const CARRIER = `function carrierOf(event: unknown): Carrier | null {
  if (typeof event !== 'object' || event === null || !('__rerun' in event)) return null;
  const carrier = event.__rerun as Partial<Carrier> | null;
  const isOurs = carrier?.v === 1 && Number.isInteger(carrier.attempt) && typeof carrier.parent?.requestId === 'string';
  return isOurs ? (carrier as Carrier) : null;
}

function withoutCarrier(event: unknown, carrier: Carrier | null): unknown {
  if (carrier === null) return event;
  const { __rerun: _carrier, ...own } = event as Record<string, unknown>;
  return own;
}

function ownTraceId(): string | null {
  return /(?:^|;)\\s*root=(1-[0-9a-f]{8}-[0-9a-f]{24})/i.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1] ?? null;
}`;

const MARKER = `/** One line of its own, by which the chain is put together. */
function printMarker(marker: object): void {
  console.log(JSON.stringify({ rerun: marker }));
}

/** Up to 16 KB, and not at all with RERUN_RECORD_INPUT=off. */
function recordedInput(request: unknown): { input?: unknown } {
  const text = JSON.stringify(request) ?? '';
  const isRecorded = process.env.RERUN_RECORD_INPUT !== 'off' && Buffer.byteLength(text) <= 16_384;
  return isRecorded ? { input: request } : {};
}`;
