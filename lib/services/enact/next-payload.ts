import { isRecord } from '../../domain/is-record.ts';
import { jsonMembers, skipBlanks } from '../../domain/json-scan.ts';
import { jsonSyntaxError } from '../../domain/json-text.ts';
import type { JudgedHop } from '../../store/store-conditions.ts';

export type NextPayload = { ok: true; payload: string } | { ok: false; reason: string };

/** What lib/rerun hands from run to run beside the caller's own fields. */
const CARRIER_FIELD = '__rerun';

/**
 * What the next run is given: the text as it was recorded, but that a carrier in it names the next attempt and the run
 * before. Not ok where the text is not known byte for byte.
 */
export function nextPayload(hop: JudgedHop, nextInput: 'request' | 'response'): NextPayload {
  const recorded = nextInput === 'request' ? hop.payload : hop.response;
  const what = nextInput === 'request' ? 'payload' : 'response';
  if (recorded === null) return unknown(`its ${what}, which the next run would get, was not recorded`);
  if (recorded.truncated || recorded.altered) {
    return unknown(`its ${what}, which the next run would get, was recorded in part only`);
  }
  if (jsonSyntaxError(recorded.text) !== null) {
    return unknown(`its ${what}, which the next run would get, is no JSON as it was recorded`);
  }
  return { ok: true, payload: withNextCarrier(recorded.text, hop) };
}

function unknown(reason: string): NextPayload {
  return { ok: false, reason };
}

function withNextCarrier(text: string, { attempt, requestId }: JudgedHop): string {
  const start = skipBlanks(text, 0);
  if (text.charCodeAt(start) !== 0x7b) return text;
  const member = jsonMembers(text, start).findLast(({ key }) => key === CARRIER_FIELD);
  if (member === undefined) return text;
  const carrier: unknown = JSON.parse(text.slice(member.valueStart, member.valueEnd));
  if (!isRecord(carrier) || carrier.v !== 1) return text;
  const next = JSON.stringify({ ...carrier, attempt: attempt + 1, parent: { requestId } });
  return text.slice(0, member.valueStart) + next + text.slice(member.valueEnd);
}
