const TRACE_ID = /^(?:Root=)?(1-[0-9a-f]{8}-[0-9a-f]{24})/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EXECUTION_ARN = /^arn:aws[\w-]*:states:[^\s]+$/;
const CHAIN_ID = /^[\w-]{12,64}$/;

/** The ID in a pasted text that may name a chain: trace, request, event or chain ID, execution ARN; else null. */
export function pastedId(text: string): string | null {
  const trimmed = text.trim();
  const trace = TRACE_ID.exec(trimmed);
  if (trace?.[1] !== undefined) return trace[1].toLowerCase();
  if (UUID.test(trimmed) || EXECUTION_ARN.test(trimmed)) return trimmed;
  return CHAIN_ID.test(trimmed) && /\d/.test(trimmed) ? trimmed : null;
}
