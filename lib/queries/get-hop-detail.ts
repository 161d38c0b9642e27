import 'server-only';
import type { HopDetail } from '../contract/hop.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { ruleOfEvent } from '../services/rule-of-event.ts';
import { hopDetail } from './dto/hop-dto.ts';

/** The hop with payload, response and observations, and the rule that ran it where one did; null if unknown. */
export async function getHopDetail(hopId: string): Promise<HopDetail | null> {
  const runtime = await getRuntime();
  const row = await runtime.store.hops.find(hopId);
  if (row === null) return null;
  const detail = hopDetail(row);
  const { event } = detail;
  if (event === null || event.ruleName !== null) return detail;
  const ruleName = await ruleOfEvent(runtime, event, detail.functionName);
  return ruleName === null ? detail : { ...detail, event: { ...event, ruleName, ruleKnownBy: 'pattern' } };
}
