import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import { checkTarget } from '../check-target.ts';
import type { TargetRecord } from '../event-bus-record.ts';
import { type EventsCall, refuseManaged, requireBus, requireRule } from '../events-call.ts';
import { pageOf, parseEventsInput, zArn, zBusNameOrArn, zMember, zName, zPage } from '../events-input.ts';

const MAX_TARGETS_PER_RULE = 5;
const MAX_PER_REQUEST = 10;

const tenAtMost = `Member must have length less than or equal to ${MAX_PER_REQUEST}`;
const oneAtLeast = 'Member must have length greater than or equal to 1';
const zTarget = z.looseObject({
  Id: zName,
  Arn: zArn,
  RoleArn: zArn.optional(),
  Input: z.string().max(8_192, 'Member must have length less than or equal to 8192').optional(),
  InputPath: z.string().max(256, 'Member must have length less than or equal to 256').optional(),
  InputTransformer: z
    .object({
      InputPathsMap: z.record(z.string(), z.string()).optional(),
      InputTemplate: zMember(1, 8_192),
    })
    .optional(),
  DeadLetterConfig: z.object({ Arn: zArn.optional() }).optional(),
  RetryPolicy: z
    .object({
      MaximumRetryAttempts: zWithin(0, 185).optional(),
      MaximumEventAgeInSeconds: zWithin(60, 86_400).optional(),
    })
    .optional(),
});
const zRule = { Rule: zName, EventBusName: zBusNameOrArn.optional() };
const zPut = z.object({
  ...zRule,
  Targets: z.array(zTarget).min(1, oneAtLeast).max(MAX_PER_REQUEST, tenAtMost),
});
const zRemove = z.object({
  ...zRule,
  Ids: z.array(zName).min(1, oneAtLeast).max(MAX_PER_REQUEST, tenAtMost),
  Force: z.boolean().default(false),
});
const zList = z.object({ ...zRule, ...zPage });

/** PutTargets adds targets and replaces those of the same ID. */
export function putTargets(call: EventsCall) {
  const input = parseEventsInput(zPut, call.body);
  const bus = requireBus(call, input.EventBusName);
  const rule = requireRule(call, bus, input.Rule);
  refuseManaged(rule, false);
  const byId = new Map<string, TargetRecord>(rule.targets.map((target) => [target.Id, target]));
  for (const target of input.Targets) {
    checkTarget(target);
    byId.set(target.Id, target);
  }
  if (byId.size > MAX_TARGETS_PER_RULE) {
    throw new AwsError(
      'LimitExceededException',
      'The requested resource exceeds the maximum number allowed.',
    );
  }
  call.store.saveRule(bus, { ...rule, targets: [...byId.values()] });
  return { FailedEntryCount: 0, FailedEntries: [] };
}

/** RemoveTargets; IDs that the rule does not have are removed already. */
export function removeTargets(call: EventsCall) {
  const input = parseEventsInput(zRemove, call.body);
  const bus = requireBus(call, input.EventBusName);
  const rule = requireRule(call, bus, input.Rule);
  refuseManaged(rule, input.Force);
  const targets = rule.targets.filter((target) => !input.Ids.includes(target.Id));
  if (targets.length < rule.targets.length) call.store.saveRule(bus, { ...rule, targets });
  return { FailedEntryCount: 0, FailedEntries: [] };
}

export function listTargetsByRule(call: EventsCall) {
  const { Limit, NextToken, Rule, EventBusName } = parseEventsInput(zList, call.body);
  const bus = requireBus(call, EventBusName);
  const rule = requireRule(call, bus, Rule);
  const targets = [...rule.targets].sort((a, b) => (a.Id < b.Id ? -1 : 1));
  const page = pageOf(targets, { Limit, NextToken }, (target) => target.Id, rule.arn, call.clock.now());
  return { Targets: page.items, ...page.next };
}

function zWithin(min: number, max: number) {
  return z
    .number()
    .int()
    .min(min, `Member must have value greater than or equal to ${min}`)
    .max(max, `Member must have value less than or equal to ${max}`);
}
