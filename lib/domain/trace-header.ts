/** A parsed `X-Amzn-Trace-Id`. Shapes: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html */
export interface TraceHeader {
  /** `1-<8 hex>-<24 hex>`, lower case */
  root: string | null;
  self: string | null;
  /** 16 hex digits, lower case */
  parent: string | null;
  sampled: '0' | '1' | '?' | null;
  lineage: string | null;
}

const TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;
/** The longest header that AWS states anywhere (durable executions' `XAmznTraceId`). */
const MAX_LENGTH = 8_192;

/**
 * Reads a trace header: fields in any order and case, unknown fields ignored, the first of equal fields counts.
 * Returns null where neither a valid Root nor a valid Self is found; never throws.
 */
export function parseTraceHeader(text: string): TraceHeader | null {
  if (text.length > MAX_LENGTH) return null;
  const header: TraceHeader = { root: null, self: null, parent: null, sampled: null, lineage: null };
  for (const field of text.split(';')) {
    const equals = field.indexOf('=');
    if (equals < 0) continue;
    const value = field.slice(equals + 1).trim();
    switch (field.slice(0, equals).trim().toLowerCase()) {
      case 'root':
        header.root ??= traceId(value);
        break;
      case 'self':
        header.self ??= traceId(value);
        break;
      case 'parent':
        header.parent ??= spanId(value);
        break;
      case 'sampled':
        if (value === '0' || value === '1' || value === '?') header.sampled ??= value;
        break;
      case 'lineage':
        header.lineage ??= value === '' ? null : value;
        break;
    }
  }
  return header.root === null && header.self === null ? null : header;
}

/** Writes a header in AWS's own spelling and order: `Self`, `Root`, `Parent`, `Sampled`, `Lineage`, absent fields left out. */
export function formatTraceHeader(header: TraceHeader): string {
  const fields: string[] = [];
  if (header.self !== null) fields.push(`Self=${header.self}`);
  if (header.root !== null) fields.push(`Root=${header.root}`);
  if (header.parent !== null) fields.push(`Parent=${header.parent}`);
  if (header.sampled !== null) fields.push(`Sampled=${header.sampled}`);
  if (header.lineage !== null) fields.push(`Lineage=${header.lineage}`);
  return fields.join(';');
}

/**
 * The 24 hex digits by which traces are compared, lower case: some tracers rewrite the time part of Root.
 * Takes a Root; null where it is not one.
 */
export function traceKeyOf(root: string): string | null {
  return traceId(root)?.slice(11) ?? null;
}

/** Builds a Root from whole seconds since the epoch and 24 random hex digits. */
export function newTraceId(epochSeconds: number, random24Hex: string): string {
  const seconds = Math.max(0, Math.floor(epochSeconds)) % 0x1_0000_0000;
  return `1-${seconds.toString(16).padStart(8, '0')}-${random24Hex.toLowerCase()}`;
}

function traceId(value: string): string | null {
  if (value.length !== 35) return null;
  const lower = value.toLowerCase();
  return TRACE_ID.test(lower) ? lower : null;
}

function spanId(value: string): string | null {
  const lower = value.toLowerCase();
  return SPAN_ID.test(lower) ? lower : null;
}
