import { z } from 'zod';
import { parseEventPattern } from '../../../../domain/event-pattern/parse-event-pattern.ts';
import { AwsError } from '../../../service.ts';
import type { RuleRecord } from '../event-bus-record.ts';
import { type EventsCall, refuseManaged, requireBus, requireRule } from '../events-call.ts';
import {
  pageOf,
  parseEventsInput,
  tagRecord,
  zArn,
  zBusNameOrArn,
  zMember,
  zName,
  zPage,
  zTags,
} from '../events-input.ts';

/** Of the sandbox only: a new rule with this tag counts as managed by the service that the tag names. */
const MANAGED_BY = 'sandbox:managed-by';
const MAX_RULES_PER_BUS = 300;
const STATES = ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'] as const;

const zPut = z.object({
  Name: zName,
  EventPattern: z.string().max(4_096, 'Member must have length less than or equal to 4096').optional(),
  ScheduleExpression: zMember(0, 256).optional(),
  State: z.enum(STATES, `Member must satisfy enum value set: [${STATES.join(', ')}]`).default('ENABLED'),
  Description: zMember(0, 512).optional(),
  RoleArn: zArn.optional(),
  Tags: zTags.default([]),
  EventBusName: zBusNameOrArn.optional(),
});
const zOne = z.object({ Name: zName, EventBusName: zBusNameOrArn.optional() });
const zDelete = z.object({ ...zOne.shape, Force: z.boolean().default(false) });
const zList = z.object({
  NamePrefix: zName.optional(),
  EventBusName: zBusNameOrArn.optional(),
  ...zPage,
});
const zByTarget = z.object({ TargetArn: zArn, EventBusName: zBusNameOrArn.optional(), ...zPage });

/** PutRule replaces the whole rule but its targets and tags. */
export function putRule(call: EventsCall) {
  const input = parseEventsInput(zPut, call.body);
  if ((input.ScheduleExpression ?? '') !== '') {
    throw new AwsError(
      'ValidationException',
      'Parameter ScheduleExpression is not supported by the sandbox: it runs no scheduled rules.',
    );
  }
  if ((input.EventPattern ?? '') === '') {
    throw new AwsError(
      'ValidationException',
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    );
  }
  const bus = requireBus(call, input.EventBusName);
  const eventPattern = validPattern(input.EventPattern ?? '');
  const former = call.store.rule(bus, input.Name);
  if (former === undefined && Object.keys(bus.rules).length >= MAX_RULES_PER_BUS) {
    throw new AwsError(
      'LimitExceededException',
      'The requested resource exceeds the maximum number allowed.',
    );
  }
  if (former !== undefined) refuseManaged(former, false);
  // tags of an update are ignored
  const tags = former?.tags ?? tagRecord(input.Tags);
  const rule: RuleRecord = {
    name: input.Name,
    arn: call.store.ruleArn(bus, input.Name),
    eventPattern,
    state: input.State,
    description: input.Description ?? null,
    roleArn: input.RoleArn ?? null,
    managedBy: former?.managedBy ?? tags[MANAGED_BY] ?? null,
    tags,
    targets: former?.targets ?? [],
  };
  call.store.saveRule(bus, rule);
  return { RuleArn: rule.arn };
}

/** The pattern as it was given, or InvalidEventPatternException in AWS's words. */
function validPattern(text: string): string {
  const parsed = parseEventPattern(text);
  if (!parsed.ok) throw new AwsError('InvalidEventPatternException', parsed.problem.message);
  return text;
}

export function describeRule(call: EventsCall) {
  const input = parseEventsInput(zOne, call.body);
  const bus = requireBus(call, input.EventBusName);
  return { ...shown(requireRule(call, bus, input.Name), bus.name), CreatedBy: call.accountId };
}

export function listRules(call: EventsCall) {
  const { Limit, NextToken, NamePrefix = '', EventBusName } = parseEventsInput(zList, call.body);
  const bus = requireBus(call, EventBusName);
  const rules = Object.values(bus.rules)
    .filter((rule) => rule.name.startsWith(NamePrefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const query = { NamePrefix, bus: bus.name };
  const page = pageOf(rules, { Limit, NextToken }, (rule) => rule.name, query, call.clock.now());
  return { Rules: page.items.map((rule) => shown(rule, bus.name)), ...page.next };
}

export function listRuleNamesByTarget(call: EventsCall) {
  const { Limit, NextToken, TargetArn, EventBusName } = parseEventsInput(zByTarget, call.body);
  const bus = requireBus(call, EventBusName);
  const names = Object.values(bus.rules)
    .filter((rule) => rule.targets.some((target) => target.Arn === TargetArn))
    .map((rule) => rule.name)
    .sort();
  const query = { TargetArn, bus: bus.name };
  const page = pageOf(names, { Limit, NextToken }, (name) => name, query, call.clock.now());
  return { RuleNames: page.items, ...page.next };
}

export function enableRule(call: EventsCall): void {
  setState(call, 'ENABLED');
}

export function disableRule(call: EventsCall): void {
  setState(call, 'DISABLED');
}

/** Idempotent: an unknown rule is deleted already. */
export function deleteRule(call: EventsCall): void {
  const input = parseEventsInput(zDelete, call.body);
  const bus = requireBus(call, input.EventBusName);
  const rule = call.store.rule(bus, input.Name);
  if (rule === undefined) return;
  refuseManaged(rule, input.Force);
  if (rule.targets.length > 0) {
    throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
  }
  call.store.deleteRule(bus, rule);
}

function setState(call: EventsCall, state: RuleRecord['state']): void {
  const input = parseEventsInput(zOne, call.body);
  const bus = requireBus(call, input.EventBusName);
  const rule = requireRule(call, bus, input.Name);
  refuseManaged(rule, false);
  if (rule.state !== state) call.store.saveRule(bus, { ...rule, state });
}

function shown(rule: RuleRecord, eventBusName: string) {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.eventPattern,
    State: rule.state,
    ...(rule.description === null ? {} : { Description: rule.description }),
    ...(rule.roleArn === null ? {} : { RoleArn: rule.roleArn }),
    ...(rule.managedBy === null ? {} : { ManagedBy: rule.managedBy }),
    EventBusName: eventBusName,
  };
}
