import { isRecord } from './execution-event.ts';

/** What a task's result or cause says of the call that was made. */
export interface TaskAnswer {
  requestId: string | null;
  traceHeader: string | null;
  childExecutionArn: string | null;
}

const NOTHING: TaskAnswer = { requestId: null, traceHeader: null, childExecutionArn: null };
const IN_WORDS = /\bRequest ?I[Dd]: ([0-9A-Za-z-]{8,})/;

/** Reads an optimised integration's result; a header's value may be text or a list of one. */
export function readTaskOutput(text: string | null): TaskAnswer {
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
export function readTaskCause(text: string | null): TaskAnswer {
  if (text === null) return NOTHING;
  const value = jsonOf(text);
  if (!isRecord(value)) return { ...NOTHING, requestId: IN_WORDS.exec(text)?.[1] ?? null };
  const { requestId, errorMessage, ExecutionArn } = value;
  const inWords = typeof errorMessage === 'string' ? (IN_WORDS.exec(errorMessage)?.[1] ?? null) : null;
  return { ...NOTHING, requestId: oneText(requestId) ?? inWords, childExecutionArn: oneText(ExecutionArn) };
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
