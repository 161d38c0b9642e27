/** An error of the runtime with AWS's own `errorType`. */
export class RuntimeError extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

export class ExitDuringRun extends RuntimeError {
  static fromRejection(reason) {
    const error = new ExitDuringRun('Runtime.UnhandledPromiseRejection', String(reason));
    error.reason = reason instanceof Error ? describeError(reason) : reason;
    error.promise = {};
    return error;
  }
}

/** The lines of the stack; the code's folder is shown as `/var/task`, where it lies on AWS. */
function stackLines(error) {
  if (typeof error?.stack !== 'string') return [];
  return error.stack.replaceAll(process.env.LAMBDA_TASK_ROOT ?? '/var/task', '/var/task').split('\n');
}

/** `{errorType, errorMessage, stackTrace}` as log lines in JSON format carry it. */
export function describeError(error) {
  return {
    errorType: error?.name ?? 'UnknownError',
    errorMessage: error?.message ?? '',
    stackTrace: stackLines(error),
  };
}

/** The JSON text that the caller of Invoke receives. */
export function toErrorResponse(error) {
  const shown =
    error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)
      ? {
          errorType: error.name ?? 'Error',
          errorMessage: String(error.message),
          trace: stackLines(error),
        }
      : { errorType: error === null ? 'null' : typeof error, errorMessage: String(error), trace: [] };
  return JSON.stringify(shown);
}

/** The JSON behind an `Invoke Error` line in text format: the fields of the error, its type first. */
export function describeForText(error) {
  if (!(error instanceof Error)) return toErrorResponse(error);
  const own = {};
  for (const key of Object.keys(error)) if (key !== 'name' && key !== 'message') own[key] = error[key];
  const shown = {
    errorType: error.name ?? 'UnknownError',
    errorMessage: error.message,
    ...own,
    stack: stackLines(error),
  };
  try {
    return JSON.stringify(shown);
  } catch {
    return toErrorResponse(error);
  }
}
