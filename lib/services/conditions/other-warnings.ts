import { nullWhereAbsent } from '../../aws/null-where-absent.ts';
import type { SaveConditionInput } from '../../contract/condition.ts';
import { AppError } from '../../domain/app-error.ts';
import { mayFollow } from '../../domain/condition/condition-reach.ts';
import type { EventPattern } from '../../domain/event-pattern/event-pattern.ts';
import { mayBothMatch } from '../../domain/event-pattern/may-both-match.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';
import type { RerunRuleRow } from '../../store/store-events.ts';
import { findRule } from '../rules/find-rule.ts';
import { recentReads } from '../rules/recent-reads.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { deployedResources } from './deployed-resources.ts';
import { inputOfVersion } from './saved-condition.ts';

type Input = Pick<SaveConditionInput, 'conditionId' | 'functionName' | 'how' | 'when'>;

/** What else is in force that may run the function again after the same result. */
export async function otherWarnings(context: MachineContext, input: Input): Promise<string[]> {
  const { functionName, when } = input;
  const own = recordPattern(when);
  if (own === null) return [];
  const twice = 'a result that both match runs again twice.';
  const [conditions, rules] = await Promise.all([
    otherConditions(context, input, own),
    otherRules(context, input, own),
  ]);
  return [
    ...conditions.map(({ name }) => `Condition ${name} runs ${functionName} again as well: ${twice}`),
    ...rules.map(({ ruleName }) => `Rule ${ruleName} runs ${functionName} again as well: ${twice}`),
  ];
}

async function otherConditions(
  context: MachineContext,
  { conditionId, functionName, how }: Input,
  own: EventPattern,
): Promise<ConditionRow[]> {
  const others: ConditionRow[] = [];
  for (const row of await context.store.conditions.list()) {
    const { deployed } = row;
    if (row.conditionId === conditionId || deployed === null || deployed.paused) continue;
    if (deployedResources(row)?.functionName !== functionName || !seeSameRuns(how, deployed.how)) continue;
    const input = await inputOfVersion(context, row, deployed.version);
    if (mayMatchAsWell(own, input === null ? null : recordPattern(input.when))) others.push(row);
  }
  return others;
}

/** The dashboard sees all runs, a rule those whose records come to a bus, a state machine its own alone. */
function seeSameRuns(one: ConditionRow['how'], other: ConditionRow['how']): boolean {
  if (one === 'invoke' || other === 'invoke') return true;
  return one === 'eventbridge' && other === 'eventbridge';
}

async function otherRules(
  context: MachineContext,
  { functionName, how }: Input,
  own: EventPattern,
): Promise<RerunRuleRow[]> {
  const others: RerunRuleRow[] = [];
  if (!seeSameRuns(how, 'eventbridge')) return others;
  for (const row of await context.store.events.rerunRules()) {
    if (row.functionName === functionName && (await mayRunAsWell(context, row, own))) others.push(row);
  }
  return others;
}

/** By what AWS has of the rule now; a rule that cannot be read might match anything. */
async function mayRunAsWell(context: MachineContext, row: RerunRuleRow, own: EventPattern): Promise<boolean> {
  try {
    const rule = await nullWhereAbsent(findRule(context, recentReads(context), row));
    if (rule === null || rule.state === 'DISABLED') return false;
    const parsed = rule.eventPattern === null ? null : parseEventPattern(rule.eventPattern);
    return mayMatchAsWell(own, parsed?.ok ? parsed.pattern : null);
  } catch (error) {
    if (error instanceof AppError) return true;
    throw error;
  }
}

function mayMatchAsWell(own: EventPattern, other: EventPattern | null): boolean {
  return other === null || mayBothMatch(own, other);
}

/** The condition as a pattern over the events that carry Lambda's records; null where it can match none. */
function recordPattern(when: string): EventPattern | null {
  const parsed = parseEventPattern(when);
  if (!parsed.ok) return null;
  const { success, failure } = mayFollow(parsed.pattern);
  const outcomes = [...(success ? ['Success'] : []), ...(failure ? ['Failure'] : [])];
  const types = outcomes.map((outcome) => `Lambda Function Invocation Result - ${outcome}`);
  const pattern = parseEventPattern(
    `{"source":["lambda"],"detail-type":${JSON.stringify(types)},"detail":${when}}`,
  );
  return pattern.ok ? pattern.pattern : null;
}
