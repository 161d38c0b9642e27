import type { LoopCheck } from '../../contract/rule.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import { readEvent } from '../../domain/event-pattern/read-event.ts';
import { checkRuleLoops } from '../../domain/rule-loops/check-rule-loops.ts';
import type { LoopRule, PublishedEvent } from '../../domain/rule-loops/loop-graph.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import type { ServiceContext } from '../service-context.ts';
import { declaredEvents } from './declared-events.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { RecentReads } from './recent-reads.ts';

/** A rule as far as loops go; one that is only being written, too. */
export interface LoopingRule {
  eventBusName: string;
  ruleName: string;
  state: string;
  eventPattern: string | null;
  targets: readonly { arn: string }[];
}

/** Of a function's published events, this many of the newest tell what it publishes. */
const EVENTS_A_FUNCTION = 50;

export interface RuleLoops {
  rules: LoopRule[];
  published: PublishedEvent[];
}

/** What the loop check of any of these rules needs: what their target functions published, or declare to. */
export async function readRuleLoops(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  given: readonly LoopingRule[],
): Promise<RuleLoops> {
  const rules = given.map(loopRule);
  const functionArns = new Set<string>();
  const functionNames = new Set<string>();
  for (const { targets } of given) {
    for (const { arn } of targets) {
      const { functionName } = targetOfArn(arn);
      if (functionName === null) continue;
      functionArns.add(arn);
      functionNames.add(functionName);
    }
  }
  const [recorded, declared] = await Promise.all([
    fewAtOnce([...functionNames].sort(), 4, (functionName) => recordedEvents(context, functionName)),
    declaredEvents(context, reads, [...functionArns].sort(), rules),
  ]);
  return { rules, published: [...recorded.flat(), ...declared] };
}

/** The loop check of one rule among all. */
export function loopOfRule(
  rule: { eventBusName: string; ruleName: string },
  { rules, published }: RuleLoops,
): LoopCheck {
  return checkRuleLoops(rule, rules, published);
}

/** All rules, with `candidate` in the place of the one of its name. */
export function withCandidate<Rule extends LoopingRule>(
  rules: readonly Rule[],
  candidate: LoopingRule,
): LoopingRule[] {
  const others = rules.filter(
    ({ eventBusName, ruleName }) =>
      eventBusName !== candidate.eventBusName || ruleName !== candidate.ruleName,
  );
  return [...others, candidate];
}

function loopRule({ eventBusName, ruleName, state, eventPattern, targets }: LoopingRule): LoopRule {
  const parsed = eventPattern === null ? null : parseEventPattern(eventPattern);
  const found = targets.map(({ arn }) => targetOfArn(arn));
  return {
    eventBusName,
    ruleName,
    enabled: state !== 'DISABLED',
    pattern: parsed?.ok ? parsed.pattern : null,
    functionNames: [...new Set(found.flatMap(({ functionName }) => functionName ?? []))],
    busNames: found.flatMap(({ kind, name }) => (kind === 'event-bus' ? name : [])),
  };
}

async function recordedEvents(
  { store }: Pick<ServiceContext, 'store'>,
  functionName: string,
): Promise<PublishedEvent[]> {
  const events = await store.events.publishedBy(functionName, EVENTS_A_FUNCTION);
  return events.flatMap(({ eventId, eventBusName, at, event }) => {
    const read = readEvent(event);
    if (!read.ok) return [];
    const evidence = `event ${eventId} of ${at.toISOString()}`;
    return [
      {
        functionName,
        eventBusName,
        event: read.event,
        unknownPaths: [],
        certainty: 'recorded' as const,
        evidence,
      },
    ];
  });
}
