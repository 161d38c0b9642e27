import type { RuleRef } from '@/lib/contract/rule';
import { decodeSegment } from '../decode-segment';

/** The rule that `/rules/<bus>/<name>` names. */
export function ruleOfParams({ bus, name }: { bus: string; name: string }): RuleRef {
  return { eventBusName: decodeSegment(bus), ruleName: decodeSegment(name) };
}
