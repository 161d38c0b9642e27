import { parseTraceHeader, type TraceHeader } from './trace-header.ts';

/** What stands before a Root in a line that shows the run's own header; the second pair is a logger's JSON field. */
const SHOWN =
  /(?:\b(?:Self=1-[0-9a-f]{8}-[0-9a-f]{24};)?Root=|"(?:root|xray_trace_id)"\s*:\s*")(1-[0-9a-f]{8}-[0-9a-f]{24})((?:;[a-z]+=[^;"'\\\s]*)*)/gi;

/**
 * The trace header that an application line shows: `Root=1-…;Parent=…`, or the JSON fields `root` and `xray_trace_id`.
 * Null where it shows none, or several different ones, because then it is not clear which is the run's own.
 */
export function printedTraceOf(text: string): TraceHeader | null {
  if (!text.includes('oot=1-') && !text.includes('OOT=1-') && !/"(?:root|xray_trace_id)"/.test(text))
    return null;
  let found: TraceHeader | null = null;
  for (const match of text.slice(0, MAX_SEARCHED).matchAll(SHOWN)) {
    const header = parseTraceHeader(`Root=${match[1]}${match[2]}`);
    if (header === null) continue;
    if (found !== null && found.root !== header.root) return null;
    found ??= header;
  }
  return found;
}

const MAX_SEARCHED = 65_536;
