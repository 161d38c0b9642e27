import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { awsNow } from '../../aws/aws-now.ts';
import { zHow } from '../../contract/condition.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';
import type { ServiceContext } from '../service-context.ts';

const zDeployed = z.object({
  version: z.number().int(),
  how: zHow,
  paused: z.boolean(),
  resources: z.record(z.string(), z.json()),
});

export const zConditionSettlement = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('condition-deployed'),
    conditionId: z.string(),
    deployed: zDeployed,
    /** How long the other way may still act after it was switched off: results until then the dashboard leaves alone. */
    leaveAloneMs: z.number(),
  }),
  z.object({
    kind: z.literal('condition-removed'),
    conditionId: z.string(),
    /** Also what was saved. */
    forget: z.boolean(),
  }),
]);
export type ConditionSettlement = z.infer<typeof zConditionSettlement>;

/** A condition as the store kept it before. */
export const zSettledCondition = z.object({
  conditionId: z.string(),
  deployed: zDeployed.nullable(),
  saved: z.object({
    name: z.string(),
    functionName: z.string(),
    how: zHow,
    input: zDeployed.shape.resources,
  }),
});
type SettledCondition = z.infer<typeof zSettledCondition>;

type Context = Pick<ServiceContext, 'store' | 'aws'>;

export async function settledCondition(
  { store }: Pick<Context, 'store'>,
  { conditionId }: ConditionSettlement,
): Promise<SettledCondition | null> {
  const row = await store.conditions.find(conditionId);
  if (row === null) return null;
  const { name, functionName, how, input, deployed } = row;
  // when it was deployed is not what it was before: it is deployed anew then
  return zSettledCondition.parse({
    conditionId,
    deployed,
    saved: { name, functionName, how, input },
  });
}

export function isConditionSettled(row: SettledCondition | null, settlement: ConditionSettlement): boolean {
  if (settlement.kind === 'condition-deployed') {
    return isDeepStrictEqual(row?.deployed ?? null, settlement.deployed);
  }
  return row === null || (!settlement.forget && row.deployed === null);
}

export async function applyCondition(context: Context, settlement: ConditionSettlement): Promise<void> {
  const { conditions } = context.store;
  const { conditionId } = settlement;
  if (settlement.kind === 'condition-deployed') {
    await deploy(context, conditionId, settlement.deployed, settlement.leaveAloneMs);
    return;
  }
  await conditions.cancelDueOf(conditionId);
  await conditions.setDeployed(conditionId, null);
  if (settlement.forget) await conditions.remove(conditionId);
}

/** While its way is made or taken back nothing is enacted: neither way may run what the other one runs. */
export async function holdCondition(
  context: Context,
  former: SettledCondition | null,
  { conditionId }: ConditionSettlement,
): Promise<void> {
  const row = await context.store.conditions.find(conditionId);
  if (row?.deployed == null) return;
  if (former?.deployed == null) await context.store.conditions.setDeployed(conditionId, null);
  else await context.store.conditions.setDeployed(conditionId, { ...row.deployed, paused: true });
}

/** Held for good: what waits to be sent is cancelled. */
export async function leaveCondition(
  context: Context,
  former: SettledCondition | null,
  settlement: ConditionSettlement,
): Promise<void> {
  // the plan may have ended just before it held the condition, or after it no longer did
  await holdCondition(context, former, settlement);
  await context.store.conditions.cancelDueOf(settlement.conditionId);
}

/** As it was before, but that it is deployed now: what ended meanwhile may have been run again by the other way. */
export async function restoreCondition(
  context: Context,
  former: SettledCondition | null,
  settlement: ConditionSettlement,
): Promise<void> {
  const { conditionId } = settlement;
  if (former === null) {
    await applyCondition(context, { kind: 'condition-removed', conditionId, forget: true });
    return;
  }
  const { conditions } = context.store;
  if ((await conditions.find(conditionId)) === null) await conditions.save({ conditionId, ...former.saved });
  if (former.deployed === null) {
    await applyCondition(context, { kind: 'condition-removed', conditionId, forget: false });
    return;
  }
  const leaveAloneMs = settlement.kind === 'condition-deployed' ? settlement.leaveAloneMs : 0;
  await deploy(context, conditionId, former.deployed, leaveAloneMs);
}

async function deploy(
  { store, aws }: Context,
  conditionId: string,
  deployed: Omit<NonNullable<ConditionRow['deployed']>, 'at'>,
  leaveAloneMs: number,
): Promise<void> {
  const { conditions } = store;
  const before = (await conditions.find(conditionId))?.deployed ?? null;
  const unchanged = before !== null && isDeepStrictEqual(zDeployed.parse(before), zDeployed.parse(deployed));
  if (deployed.paused) await conditions.cancelDueOf(conditionId);
  if (unchanged) return;
  // what another way ran is not looked at again
  if (before !== null && before.how !== deployed.how) await conditions.setDeployed(conditionId, null);
  // only the dashboard itself could run again what the way before it already ran
  const afterMs = deployed.how === 'invoke' ? leaveAloneMs : 0;
  await conditions.setDeployed(conditionId, { ...deployed, at: new Date(awsNow(aws) + afterMs) });
}
