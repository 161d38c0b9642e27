import type { ApplicationLine } from './log-line-kinds.ts';

/** `java.lang.IllegalStateException: boom` followed by a stack, as Java's runtime prints what a handler threw. */
const JAVA_ERROR = /^([a-z_$][\w$]*(?:\.[\w$]+)+(?:Exception|Error))(?:: ([^\n\r]*))?[\n\r]/;

/** An application line without a frame of any runtime; its run is the one open in its stream. */
export function plainLine(message: string): ApplicationLine {
  const thrown = message.includes('\tat ') ? JAVA_ERROR.exec(message) : null;
  return {
    kind: 'application',
    format: 'plain',
    level: thrown === null ? null : 'ERROR',
    requestId: null,
    text: message.endsWith('\n') ? message.slice(0, -1) : message,
    timestampText: null,
    errorType: thrown?.[1] ?? null,
    errorMessage: thrown?.[2] ?? null,
    label: null,
    uncaught: thrown !== null,
  };
}
