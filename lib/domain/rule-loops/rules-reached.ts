import type { EventPattern } from '../event-pattern/event-pattern.ts';
import { matchesEventPattern } from '../event-pattern/matches-event-pattern.ts';
import { mayMatchEventPattern } from '../event-pattern/may-match-event-pattern.ts';
import { type Certainty, type LoopRule, type PublishedEvent, ruleNodeId } from './loop-graph.ts';

interface ReachedRule {
  rule: LoopRule;
  certainty: Certainty;
  /** The rule that forwarded the event from another bus. */
  through: string | null;
  /** Every rule on the way, and this one, is enabled. */
  open: boolean;
}

/** The rules that an event matches on its bus, and on the buses that rules forward it to. */
export function rulesReached(event: PublishedEvent, rules: readonly LoopRule[]): ReachedRule[] {
  const reached = new Map<string, ReachedRule>();
  const buses: { name: string; through: ReachedRule | null }[] = [
    { name: event.eventBusName, through: null },
  ];
  const seen = new Set<string>();
  for (const { name, through } of buses) {
    const visit = `${name}\n${through?.open ?? true}`;
    if (seen.has(visit)) continue;
    seen.add(visit);
    for (const rule of rules) {
      if (rule.eventBusName !== name || rule.pattern === null) continue;
      const own = certaintyOf(rule.pattern, event);
      if (own === null) continue;
      const certainty = through?.certainty === 'possible' ? 'possible' : own;
      const open = rule.enabled && (through?.open ?? true);
      const found = { rule, certainty, through: through?.rule.ruleName ?? null, open };
      const known = reached.get(ruleNodeId(rule));
      if (known === undefined || (open && !known.open)) reached.set(ruleNodeId(rule), found);
      for (const busName of rule.busNames) buses.push({ name: busName, through: found });
    }
  }
  return [...reached.values()];
}

function certaintyOf(pattern: EventPattern, published: PublishedEvent): Certainty | null {
  const { event, unknownPaths, certainty } = published;
  if (unknownPaths.length === 0) return matchesEventPattern(pattern, event) ? certainty : null;
  if (!mayMatchEventPattern(pattern, event, unknownPaths)) return null;
  const asks = pattern.alternatives.some((fields) =>
    fields.some(({ path }) => unknownPaths.some((unknown) => isWithin(path, unknown))),
  );
  return asks ? 'possible' : certainty;
}

function isWithin(path: readonly string[], outer: readonly string[]): boolean {
  return outer.every((step, index) => path[index] === step);
}
