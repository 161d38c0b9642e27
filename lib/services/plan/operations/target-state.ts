import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import type { RuleRef } from '../../../aws/event-rule.ts';
import { listTargetsByRule } from '../../../aws/list-targets-by-rule.ts';
import { nullWhereAbsent } from '../../../aws/null-where-absent.ts';
import { putTargets } from '../../../aws/put-targets.ts';
import { removeTargets } from '../../../aws/remove-targets.ts';
import { putTargetsEntry, ruleTargetOf } from '../../../aws/rule-target.ts';
import { type Fields, zFields } from '../plan-body.ts';

export const zTargetsOfRule = z.object({ Rule: z.string(), EventBusName: z.string() });
export const targetsRefOf = (input: z.infer<typeof zTargetsOfRule>): RuleRef => ({
  eventBusName: input.EventBusName,
  ruleName: input.Rule,
});

/** An entry of PutTargets; settings that this dashboard does not know are passed on. */
export const zTarget = z.object({ Id: z.string(), Arn: z.string() }).catchall(z.json());
export type TargetInput = z.infer<typeof zTarget>;

const PREFIX = 'target ';

export const targetsSubject = (input: z.infer<typeof zTargetsOfRule>, ids: readonly string[]) =>
  `targets ${ids.toSorted().join(', ')} of rule ${input.Rule} on bus ${input.EventBusName}`;

/** `{"target a": {…}, "target b": null}` of these IDs: AWS lists targets in no defined order. */
export async function readTargets(aws: AwsClients, ref: RuleRef, ids: readonly string[]): Promise<Fields> {
  // a rule that does not exist (yet) has none
  const targets = (await nullWhereAbsent(listTargetsByRule(aws, ref))) ?? [];
  const byId = new Map(targets.map((target) => [target.id, putTargetsEntry(target)]));
  return zFields.parse(Object.fromEntries(ids.map((id) => [PREFIX + id, byId.get(id) ?? null])));
}

/** What PutTargets makes of it, written as AWS gives it back. */
export function wantedTargets(targets: readonly TargetInput[]): Fields {
  return zFields.parse(
    Object.fromEntries(targets.map((target) => [PREFIX + target.Id, putTargetsEntry(ruleTargetOf(target))])),
  );
}

export function noTargets(ids: readonly string[]): Fields {
  return Object.fromEntries(ids.map((id) => [PREFIX + id, null]));
}

/** Makes the targets of these IDs what they were; a rule that is gone has none to remove. */
export async function restoreTargets(aws: AwsClients, ref: RuleRef, former: Fields): Promise<void> {
  const ids = Object.keys(former).map((name) => name.slice(PREFIX.length));
  const present = await readTargets(aws, ref, ids);
  const rule = { Rule: ref.ruleName, EventBusName: ref.eventBusName };
  const extra = ids.filter((id) => former[PREFIX + id] === null && present[PREFIX + id] !== null);
  if (extra.length > 0) await removeTargets(aws, { ...rule, Ids: extra });
  const Targets = Object.values(former).flatMap((target) => (target === null ? [] : [zTarget.parse(target)]));
  if (Targets.length > 0) await putTargets(aws, { ...rule, Targets });
}
