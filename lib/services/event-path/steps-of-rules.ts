import { listEventBuses } from '../../aws/list-event-buses.ts';
import { listRuleNamesByTarget } from '../../aws/list-rule-names-by-target.ts';
import { AppError } from '../../domain/app-error.ts';
import { type JudgedRule, judgeRules } from '../../domain/judge-rules.ts';
import { listWords } from '../../domain/list-words.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import { isWatchRule } from '../../domain/watch-names.ts';
import { plainState } from '../publish/plain-state.ts';
import { fewAtOnce } from '../rules/few-at-once.ts';
import { type RuleWithTargets, rulesOfBus } from '../rules/rules-of-bus.ts';
import { broken, editRule, type Finding, ok, unknown, type Walk } from './walk.ts';

type PlainRule = RuleWithTargets & { state: 'ENABLED' | 'DISABLED' };

/** The findings of the steps `rule` and `pattern`, which are judged together. */
export interface RuleFindings {
  rule: Finding;
  pattern: Finding;
}

/** Whether a rule is enabled and its pattern catches the event; leaves the rules that carry it in the walk. */
export async function judgeWay(walk: Walk): Promise<RuleFindings> {
  try {
    return walk.event.content === null || walk.event.eventBusName === null
      ? await byFunction(walk)
      : await byContent(walk, walk.event.eventBusName, walk.event.content);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const finding = unknown(`The rules could not be read: ${error.message}`);
    return { rule: finding, pattern: finding };
  }
}

async function byContent(walk: Walk, eventBusName: string, content: object): Promise<RuleFindings> {
  const rules = (await rulesOfBus(walk.context, eventBusName, walk.reads))
    .filter((rule) => !onlyObserves(rule))
    .map(plainState);
  const judged = judgeRules<PlainRule>(rules, content);
  const logged = rulesByBusLog(walk, rules);
  const matching = judged.filter(({ outcome }) => outcome === 'matches').map(({ rule }) => rule);
  walk.carriers = logged.length > 0 ? logged : matching;
  if (walk.carriers.length > 0) return carried(walk.carriers, logged.length > 0);
  const disabled = judged.filter(({ outcome }) => outcome === 'matches-disabled').map(({ rule }) => rule);
  if (disabled.length > 0) return disabledOnly(disabled);
  return noneMatches(walk, eventBusName, judged);
}

/** A rule that only writes events down runs nothing, and none waits for it. */
function onlyObserves(rule: RuleWithTargets): boolean {
  const kinds = rule.targets.map(({ arn }) => targetOfArn(arn).kind);
  return isWatchRule(rule) || (kinds.length > 0 && kinds.every((kind) => kind === 'log-group'));
}

/** The rules that the bus’s own log says to have matched, as they are now. */
function rulesByBusLog({ event }: Walk, rules: readonly PlainRule[]): PlainRule[] {
  const arns = new Set(
    (event.row?.deliveries ?? [])
      .filter(({ messageType }) => messageType === 'RULE_MATCH')
      .map(({ ruleArn }) => ruleArn),
  );
  return rules.filter((rule) => arns.has(rule.ruleArn));
}

function carried(rules: readonly RuleWithTargets[], byLog: boolean): RuleFindings {
  const names = listWords(rules.map(({ ruleName }) => ruleName));
  const evidence = byLog ? 'RULE_MATCH in the log of the bus' : 'the rules as they are now';
  const one = rules.length === 1;
  return {
    rule: ok(`${one ? 'Rule' : 'Rules'} ${names} ${one ? 'is' : 'are'} enabled.`, evidence),
    pattern: ok(`${one ? 'Its pattern matches' : 'Their patterns match'} the event.`, evidence),
  };
}

function disabledOnly(rules: readonly RuleWithTargets[]): RuleFindings {
  const names = listWords(rules.map(({ ruleName }) => ruleName));
  const one = rules.length === 1;
  return {
    rule: broken(
      `${one ? 'Rule' : 'Rules'} ${names} would match, but ${one ? 'is' : 'are'} disabled.`,
      `ListRules: State DISABLED`,
      rules.map(({ eventBusName, ruleName }) => ({
        label: `Enable rule ${ruleName}`,
        fix: { kind: 'enable-rule', eventBusName, ruleName },
      })),
    ),
    pattern: ok(`${one ? 'Its pattern matches' : 'Their patterns match'} the event.`),
  };
}

function noneMatches(
  { event }: Walk,
  eventBusName: string,
  judged: readonly JudgedRule<PlainRule>[],
): RuleFindings {
  const create = event.row === null ? [] : [createRule(event.row.eventKey)];
  const nearest =
    judged.find(({ rule }) => targets(rule, event.publishedBy?.functionName ?? null)) ?? judged[0];
  if (nearest === undefined) {
    const none = `Bus ${eventBusName} has no rule that an event could match.`;
    return { rule: broken(none, 'ListRules', create), pattern: unknown(none) };
  }
  const reasons = nearest.failures.map(({ reason }) => reason).join('; ');
  const others = judged.length === 1 ? 'The only rule' : `None of the ${judged.length} rules`;
  const says =
    judged.length === 1
      ? `${others} on bus ${eventBusName}, ${nearest.rule.ruleName}, does not match the event: ${reasons}.`
      : `${others} on bus ${eventBusName} matches the event. The nearest is ${nearest.rule.ruleName}: ${reasons}.`;
  const enabled = judged.filter(({ rule }) => rule.state === 'ENABLED').length;
  return {
    rule: ok(
      `${enabled} of ${judged.length} ${judged.length === 1 ? 'rule' : 'rules'} on the bus ${enabled === 1 ? 'is' : 'are'} enabled.`,
      'ListRules',
    ),
    pattern: broken(says, `pattern of ${nearest.rule.ruleName}: ${nearest.rule.eventPattern}`, [
      editRule(nearest.rule),
      ...create,
    ]),
  };
}

function createRule(eventKey: string) {
  return { label: 'Create a rule for this event', fix: { kind: 'create-rule', eventKey } } as const;
}

function targets(rule: RuleWithTargets, functionName: string | null): boolean {
  return (
    functionName !== null && rule.targets.some(({ arn }) => targetOfArn(arn).functionName === functionName)
  );
}

/** Where the content is not known: the rules that run the function which published, as a chain that goes on has one. */
async function byFunction(walk: Walk): Promise<RuleFindings> {
  const { publishedBy, eventBusName } = walk.event;
  const functionArn = publishedBy?.functionArn ?? null;
  if (publishedBy === null || functionArn === null) {
    const finding = unknown('Which rule should carry the event cannot be told without its content.');
    return { rule: finding, pattern: finding };
  }
  const { functionName } = publishedBy;
  const rules = (await rulesThatTarget(walk, unqualified(functionArn), eventBusName)).map(plainState);
  if (rules.length === 0) {
    const finding = unknown(
      `No rule runs ${functionName} again; whether one should run another function cannot be told without the event’s content.`,
      'ListRuleNamesByTarget',
    );
    return { rule: finding, pattern: finding };
  }
  const enabled = rules.filter(({ state }) => state === 'ENABLED');
  if (enabled.length === 0) {
    const { rule } = disabledOnly(rules);
    const names = listWords(rules.map(({ ruleName }) => ruleName));
    const message = `Every rule that runs ${functionName} is disabled: ${names}.`;
    return { rule: { ...rule, message }, pattern: unknown('The event’s content is not known.') };
  }
  walk.carriers = enabled;
  const names = listWords(enabled.map(({ ruleName }) => ruleName));
  return {
    rule: ok(
      `${names} ${enabled.length === 1 ? 'is' : 'are'} enabled and would run ${functionName} again.`,
      'ListRuleNamesByTarget',
    ),
    pattern: unknown(
      'Whether the pattern matches is not known, for the event’s content is not: watch its bus to see it next time.',
      enabled.map(({ ruleName, eventPattern }) => `${ruleName}: ${eventPattern}`).join('\n'),
    ),
  };
}

async function rulesThatTarget(
  { context, reads }: Walk,
  functionArn: string,
  eventBusName: string | null,
): Promise<RuleWithTargets[]> {
  const names =
    eventBusName === null
      ? (await listEventBuses(context.aws)).map((bus) => bus.eventBusName)
      : [eventBusName];
  const found = await fewAtOnce(names, 5, async (name) => {
    const ruleNames = await listRuleNamesByTarget(context.aws, {
      eventBusName: name,
      targetArn: functionArn,
    });
    if (ruleNames.length === 0) return [];
    const rules = await rulesOfBus(context, name, reads);
    return rules.filter(({ ruleName }) => ruleNames.includes(ruleName));
  });
  return found.flat();
}

/** Rules name the function itself as a rule; a run names its version, too. */
function unqualified(functionArn: string): string {
  return functionArn.split(':').slice(0, 7).join(':');
}
