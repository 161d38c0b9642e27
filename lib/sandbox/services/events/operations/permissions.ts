import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import { type EventsCall, requireBus } from '../events-call.ts';
import { parseEventsInput, zBusNameOrArn, zMember } from '../events-input.ts';

const MAX_POLICY_BYTES = 10_240;

const zPut = z.object({
  EventBusName: zBusNameOrArn.optional(),
  Action: zMember(1, 64, /^events:[a-zA-Z]+$/).optional(),
  Principal: zMember(1, 12, /^(\d{12}|\*)$/).optional(),
  StatementId: zMember(1, 64, /^[a-zA-Z0-9-_]+$/).optional(),
  Policy: z.string().optional(),
  Condition: z.object({ Type: z.string(), Key: z.string(), Value: z.string() }).optional(),
});
const zRemove = z.object({
  EventBusName: zBusNameOrArn.optional(),
  StatementId: zMember(1, 64, /^[a-zA-Z0-9-_]+$/).optional(),
  RemoveAllPermissions: z.boolean().default(false),
});

const zStatement = z.record(z.string(), z.unknown());
const zPolicy = z.object({
  Statement: z.union([z.array(zStatement), zStatement.transform((one) => [one])]),
});

/** PutPermission: a whole policy, or one statement of it. */
export function putPermission(call: EventsCall): void {
  const input = parseEventsInput(zPut, call.body);
  const bus = requireBus(call, input.EventBusName);
  const policy =
    input.Policy === undefined
      ? [...bus.policy.filter((one) => one.Sid !== input.StatementId), statementOf(input, bus.arn)]
      : policyOf(input.Policy);
  if (Buffer.byteLength(JSON.stringify(policy)) > MAX_POLICY_BYTES) {
    throw new AwsError('PolicyLengthExceededException', 'The event bus policy is too long.');
  }
  call.store.update(bus, { policy });
}

export function removePermission(call: EventsCall): void {
  const input = parseEventsInput(zRemove, call.body);
  const bus = requireBus(call, input.EventBusName);
  const policy = input.RemoveAllPermissions ? [] : bus.policy.filter((one) => one.Sid !== input.StatementId);
  if (!input.RemoveAllPermissions && policy.length === bus.policy.length) {
    throw new AwsError('ResourceNotFoundException', 'Statement with the provided id does not exist.');
  }
  call.store.update(bus, { policy });
}

function statementOf(input: z.output<typeof zPut>, busArn: string): Record<string, unknown> {
  const { Action, Principal, StatementId, Condition } = input;
  if (Action === undefined || Principal === undefined || StatementId === undefined) {
    throw new AwsError(
      'ValidationException',
      'Parameter(s) Action, Principal and StatementId must be specified.',
    );
  }
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: Principal === '*' ? '*' : { AWS: `arn:aws:iam::${Principal}:root` },
    Action,
    Resource: busArn,
    ...(Condition === undefined
      ? {}
      : { Condition: { [Condition.Type]: { [Condition.Key]: Condition.Value } } }),
  };
}

function policyOf(text: string): Record<string, unknown>[] {
  const parsed = zPolicy.safeParse(jsonOrNull(text));
  if (!parsed.success) throw new AwsError('ValidationException', 'Policy is not a resource policy in JSON.');
  return parsed.data.Statement;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
