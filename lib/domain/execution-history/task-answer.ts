import { isRecord } from './execution-event.ts';
import type { TaskAttempt } from './execution-history.ts';

type TaskAnswer = Partial<Pick<TaskAttempt, 'requestId' | 'traceHeader' | 'childExecutionArn'>>;

const NOTHING: TaskAnswer = {};
const IN_WORDS = /\bRequest ?I[Dd]: ([0-9A-Za-z-]{8,})/;
/** As Lambda begins the words of a run that it ended; elsewhere in them a function may tell of another call. */
const AS_LAMBDA_SAYS = /^RequestId: ([0-9A-Za-z-]{8,})/;

/**
 * What a result, or a cause where `failed`, says of the call that a try made: of Lambda only that of `lambda:invoke`.
 * What a function gave back itself, or whoever gave a task token back, may hold the answer to another call.
 */
export function readTaskAnswer(
  { resourceType, resource, requestId }: TaskAttempt,
  text: string | null,
  { failed, submitted }: { failed: boolean; submitted: boolean },
): TaskAnswer {
  const byToken = resource?.endsWith('.waitForTaskToken') === true && !submitted;
  if (byToken && (!failed || requestId !== null)) return NOTHING;
  const answer = failed ? readCause(text) : readResult(text);
  const { childExecutionArn = null } = answer;
  if (resourceType === 'states') return childExecutionArn === null ? NOTHING : { childExecutionArn };
  if (resourceType !== 'lambda') return NOTHING;
  // what is not there does not take away what an earlier event said
  return {
    ...(answer.requestId == null ? {} : { requestId: answer.requestId }),
    ...(answer.traceHeader == null ? {} : { traceHeader: answer.traceHeader }),
  };
}

/** Reads an optimised integration's result; a header's value may be text or a list of one. */
function readResult(text: string | null): TaskAnswer {
  const value = jsonOf(text);
  if (!isRecord(value)) return NOTHING;
  const { SdkHttpMetadata, SdkResponseMetadata, ExecutionArn } = value;
  const headers = isRecord(SdkHttpMetadata)
    ? [SdkHttpMetadata.HttpHeaders, SdkHttpMetadata.AllHttpHeaders].filter(isRecord)
    : [];
  const requestId = headerOf(headers, 'x-amzn-requestid');
  return {
    // the metadata's own ID is another in some of AWS's samples, so the header comes first
    requestId: requestId ?? (isRecord(SdkResponseMetadata) ? oneText(SdkResponseMetadata.RequestId) : null),
    traceHeader: headerOf(headers, 'x-amzn-trace-id'),
    childExecutionArn: oneText(ExecutionArn),
  };
}

/** Reads a failure's cause: a function's error names its request in JSON or in words, where at all. */
function readCause(text: string | null): TaskAnswer {
  if (text === null) return NOTHING;
  const value = jsonOf(text);
  if (!isRecord(value)) return { requestId: IN_WORDS.exec(text)?.[1] ?? null };
  const { requestId, errorMessage, ExecutionArn } = value;
  const inWords = typeof errorMessage === 'string' ? (AS_LAMBDA_SAYS.exec(errorMessage)?.[1] ?? null) : null;
  return { requestId: oneText(requestId) ?? inWords, childExecutionArn: oneText(ExecutionArn) };
}

function headerOf(headers: readonly Record<string, unknown>[], name: string): string | null {
  for (const one of headers) {
    const key = Object.keys(one).find((given) => given.toLowerCase() === name);
    const value = key === undefined ? null : oneText(one[key]);
    if (value !== null) return value;
  }
  return null;
}

function oneText(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one !== '' ? one : null;
}

function jsonOf(text: string | null): unknown {
  if (text === null || !text.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
