/** A handler's error answer is small; a larger one is not searched for its type. */
const MAX_ERROR_CHARS = 262_144;

/**
 * Type and message of a failed run from its answer `{errorType, errorMessage, …}` (aws.md 1.1); nulls where the
 * answer is something else.
 */
export function functionErrorOf(payload: string | null): {
  errorType: string | null;
  errorMessage: string | null;
} {
  if (payload === null || payload.length > MAX_ERROR_CHARS) return { errorType: null, errorMessage: null };
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return { errorType: null, errorMessage: null };
  }
  return { errorType: text(value, 'errorType'), errorMessage: text(value, 'errorMessage') };
}

function text(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
  const found = (value as Record<string, unknown>)[key];
  return typeof found === 'string' ? found : null;
}
