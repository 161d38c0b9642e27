import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { createStateMachine } from '../../../aws/create-state-machine.ts';
import { deleteStateMachine } from '../../../aws/delete-state-machine.ts';
import { describeStateMachine } from '../../../aws/describe-state-machine.ts';
import { nullWhereAbsent } from '../../../aws/null-where-absent.ts';
import { isRoleNotAssumable } from '../../../aws/role-refusal.ts';
import { loggingInput, type StateMachine } from '../../../aws/state-machine.ts';
import { updateStateMachine } from '../../../aws/update-state-machine.ts';
import { AppError } from '../../../domain/app-error.ts';
import { targetOfArn } from '../../../domain/target-arn.ts';
import type { Fields } from '../plan-body.ts';

/** A new role can be assumed after some seconds; a deleted machine's name is free once its executions have ended. */
const READY_WITHIN_MS = 60_000;

const zLogging = z.object({
  level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']),
  includeExecutionData: z.boolean(),
  logGroupArns: z.array(z.string()),
});
export const zTags = z.array(z.object({ key: z.string(), value: z.string() }));
const zState = z.object({
  /** Null where the state machine does not exist. */
  definition: z.string().nullable(),
  roleArn: z.string().nullable(),
  type: z.enum(['STANDARD', 'EXPRESS']).nullable(),
  logging: zLogging.nullable(),
  tracingEnabled: z.boolean().nullable(),
  /** Read only where the state machine will be deleted. */
  tags: z.record(z.string(), z.string()).nullable().optional(),
  kmsKeyId: z.string().nullable().optional(),
  kmsReusePeriodSeconds: z.number().nullable().optional(),
});

/** A state machine that does not exist. */
export const NO_STATE_MACHINE = {
  definition: null,
  roleArn: null,
  type: null,
  logging: null,
  tracingEnabled: null,
};
export const NO_LOGGING = { level: 'OFF' as const, includeExecutionData: false, logGroupArns: [] };

export const zMachineRef = z.object({ stateMachineArn: z.string() });
export const stateMachineSubject = (stateMachineArn: string) =>
  `state machine ${targetOfArn(stateMachineArn).name}`;

/** The machine that is there; one that is being deleted is gone already. */
export async function findStateMachine(aws: AwsClients, arn: string): Promise<StateMachine | null> {
  const machine = await nullWhereAbsent(describeStateMachine(aws, arn));
  return machine === null || machine.status === 'DELETING' ? null : machine;
}

export async function readStateMachine(aws: AwsClients, arn: string): Promise<Fields> {
  const machine = await findStateMachine(aws, arn);
  return machine === null ? NO_STATE_MACHINE : fieldsOf(machine);
}

export function fieldsOf({ definition, roleArn, type, logging, tracingEnabled }: StateMachine) {
  return { definition, roleArn, type, logging: { ...logging }, tracingEnabled };
}

/** Makes the state machine what it was; executions of one that was deleted do not come back. */
export async function restoreStateMachine(
  aws: AwsClients,
  stateMachineArn: string,
  former: Fields,
): Promise<void> {
  const state = zState.parse(former);
  const { definition, roleArn, type, logging, tracingEnabled } = state;
  if (definition === null || roleArn === null) {
    await deleteStateMachine(aws, stateMachineArn);
    return;
  }
  const settings = {
    definition,
    roleArn,
    loggingConfiguration: loggingInput(logging ?? NO_LOGGING),
    tracingConfiguration: { enabled: tracingEnabled ?? false },
  };
  if ((await findStateMachine(aws, stateMachineArn)) !== null) {
    await onceReady(() => updateStateMachine(aws, { stateMachineArn, ...settings }));
    return;
  }
  const { tags, kmsKeyId, kmsReusePeriodSeconds } = state;
  await onceReady(async () => {
    await createStateMachine(aws, {
      name: targetOfArn(stateMachineArn).name,
      type: type ?? 'STANDARD',
      ...settings,
      tags: Object.entries(tags ?? {}).map(([key, value]) => ({ key, value })),
      ...(kmsKeyId == null
        ? {}
        : {
            encryptionConfiguration: {
              type: 'CUSTOMER_MANAGED_KMS_KEY',
              kmsKeyId,
              ...(kmsReusePeriodSeconds == null
                ? {}
                : { kmsDataKeyReusePeriodSeconds: kmsReusePeriodSeconds }),
            },
          }),
    });
  });
}

/** Calls again while AWS says that the role cannot be assumed yet or the name is not free yet, for a minute. */
export async function onceReady(call: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (let waitMs = 500; ; waitMs = Math.min(waitMs * 2, 5_000)) {
    try {
      await call();
      return;
    } catch (error) {
      if (!isNotReady(error) || performance.now() + waitMs > deadline) throw error;
    }
    await delay(waitMs);
  }
}

function isNotReady(error: unknown): boolean {
  return isRoleNotAssumable(error) || (error instanceof AppError && error.awsCode === 'StateMachineDeleting');
}
