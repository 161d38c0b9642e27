import type { RunEnd } from './platform-log.ts';
import type { RuntimeAnswer } from './runtime-api.ts';
import type { ProcessExit } from './runtime-process.ts';

/** How a run came to its end: by the runtime's answer or without one. */
export type RunEnding = { kind: 'answer'; answer: RuntimeAnswer } | UnansweredEnding;
type UnansweredEnding = { kind: 'exit'; exit: ProcessExit } | { kind: 'timeout' } | { kind: 'out-of-memory' };

/** What REPORT says of a run that the runtime did not answer. */
export function endOf(ending: UnansweredEnding): RunEnd {
  if (ending.kind === 'timeout') return { status: 'timeout' };
  const errorType = ending.kind === 'out-of-memory' ? 'Runtime.OutOfMemory' : 'Runtime.ExitError';
  return { status: 'error', errorType };
}

/** The words of the error that the caller gets for a run that the runtime did not answer. */
export function textOf(ending: UnansweredEnding, timeoutMs: number): string {
  if (ending.kind === 'timeout') return `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
  if (ending.kind === 'out-of-memory') return 'Runtime exited with error: signal: killed';
  const { code, signal } = ending.exit;
  if (signal !== null) {
    const word = signal === 'SIGKILL' ? 'killed' : signal === 'SIGABRT' ? 'aborted' : signal.toLowerCase();
    return `Runtime exited with error: signal: ${word}`;
  }
  return code === null || code === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${code}`;
}

/** `errorType` of a runtime's error answer. */
export function errorTypeOf(body: Buffer): string {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && 'errorType' in value) return String(value.errorType);
  } catch {
    // the runtime's answer was not JSON
  }
  return 'Error';
}
