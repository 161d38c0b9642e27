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
  const rule = await ruleOfEvent(runtime, event, detail.functionName);
  if (rule === null) return detail;
  const { eventBusName, ruleName, knownBy } = rule;
  return { ...detail, event: { ...event, eventBusName, ruleName, ruleKnownBy: knownBy } };
}
