import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';
import {
  applyCondition,
  type ConditionSettlement,
  holdCondition,
  isConditionSettled,
  leaveCondition,
  restoreCondition,
  settledCondition,
  zConditionSettlement,
  zSettledCondition,
} from './condition-settlement.ts';

const zWatchedBus = z.object({
  eventBusName: z.string(),
  method: z.enum(['rule', 'bus-logging']),
  logGroupName: z.string(),
  ruleName: z.string().nullable(),
});
const zRerunRule = z.object({
  functionName: z.string(),
  eventBusName: z.string(),
  ruleName: z.string(),
  on: z.enum(['success', 'failure']),
  former: z.record(z.string(), z.json()).nullable(),
});

/** What the store keeps of a plan that is done. */
const zEventSettlement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('watch-bus'), row: zWatchedBus }),
  z.object({ kind: z.literal('unwatch-bus'), eventBusName: z.string() }),
  z.object({ kind: z.literal('rerun-rule'), row: zRerunRule }),
  z.object({
    kind: z.literal('remove-rerun-rule'),
    functionName: z.string(),
    eventBusName: z.string(),
    ruleName: z.string(),
  }),
]);
type EventSettlement = z.infer<typeof zEventSettlement>;
export const zSettlement = z.union([zEventSettlement, zConditionSettlement]);
export type PlanSettlement = z.infer<typeof zSettlement>;

/** What the store kept in its place before. */
const zSettledEventRow = z.union([zRerunRule, zWatchedBus]);
export const zSettledRow = z.union([zSettledEventRow, zSettledCondition]);
type SettledEventRow = z.infer<typeof zSettledEventRow>;
type SettledRow = z.infer<typeof zSettledRow>;

/** The part of a plan that is about the store. */
interface Settling {
  settles: PlanSettlement | null;
  settled: { former: SettledRow | null } | null;
}

/** What the store keeps now in the place of `settlement`; null: nothing. */
async function settledRow(store: Store, settlement: PlanSettlement): Promise<SettledRow | null> {
  return isOfCondition(settlement)
    ? settledCondition({ store }, settlement)
    : settledEventRow(store, settlement);
}

async function settledEventRow(store: Store, settlement: EventSettlement): Promise<SettledEventRow | null> {
  if (settlement.kind === 'watch-bus' || settlement.kind === 'unwatch-bus') {
    const eventBusName =
      settlement.kind === 'watch-bus' ? settlement.row.eventBusName : settlement.eventBusName;
    const rows = await store.events.watchedBuses();
    return zWatchedBus.nullable().parse(rows.find((row) => row.eventBusName === eventBusName) ?? null);
  }
  const key = settlement.kind === 'rerun-rule' ? settlement.row : settlement;
  const rows = await store.events.rerunRules();
  const found = rows.find(
    (row) =>
      row.functionName === key.functionName &&
      row.eventBusName === key.eventBusName &&
      row.ruleName === key.ruleName,
  );
  return zRerunRule.nullable().parse(found ?? null);
}

/** Whether the store keeps already what `settlement` asks for. */
export async function isSettled(store: Store, settlement: PlanSettlement): Promise<boolean> {
  if (isOfCondition(settlement)) {
    return isConditionSettled(await settledCondition({ store }, settlement), settlement);
  }
  const row = await settledEventRow(store, settlement);
  return isDeepStrictEqual(row, 'row' in settlement ? settlement.row : null);
}

/** Before the first call: what a condition does is held while its way changes. */
export async function holdSettled(
  context: ServiceContext,
  body: Settling,
  writeDown: () => Promise<void>,
): Promise<void> {
  if (body.settles === null || !isOfCondition(body.settles)) return;
  await rememberFormer(context, body.settles, body, writeDown);
  await holdCondition(context, formerCondition(body), body.settles);
}

/** Keeps what a plan that is done asks for; `writeDown` is called with what was kept before, before it changes. */
export async function settle(
  context: ServiceContext,
  body: Settling,
  writeDown: () => Promise<void>,
): Promise<void> {
  if (body.settles === null) return;
  await rememberFormer(context, body.settles, body, writeDown);
  await apply(context, body.settles);
}

async function rememberFormer(
  { store }: ServiceContext,
  settlement: PlanSettlement,
  body: Settling,
  writeDown: () => Promise<void>,
): Promise<void> {
  if (body.settled !== null) return;
  body.settled = { former: await settledRow(store, settlement) };
  await writeDown();
}

/** Before the first call is taken back: keeps again what was kept before; a condition is held until all is taken back. */
export async function unsettle(context: ServiceContext, body: Settling): Promise<void> {
  if (body.settles === null || body.settled === null) return;
  if (isOfCondition(body.settles)) {
    await holdCondition(context, formerCondition(body), body.settles);
    return;
  }
  const { former } = body.settled;
  await apply(context, reversed(body.settles, former === null || 'conditionId' in former ? null : former));
  body.settled = null;
}

/** After the last call was taken back. */
export async function releaseUnsettled(context: ServiceContext, body: Settling): Promise<void> {
  if (body.settles === null || body.settled === null || !isOfCondition(body.settles)) return;
  await restoreCondition(context, formerCondition(body), body.settles);
  body.settled = null;
}

/** Where the plan is discarded halfway: a condition stays held, for good; the rest is kept as it is now. */
export async function leaveSettled(context: ServiceContext, body: Settling): Promise<void> {
  if (body.settles === null || body.settled === null || !isOfCondition(body.settles)) return;
  await leaveCondition(context, formerCondition(body), body.settles);
}

/** How a condition is held by this plan; null where none is. */
export function heldCondition(body: Settling): 'paused' | 'not-deployed' | null {
  if (body.settles === null || body.settled === null || !isOfCondition(body.settles)) return null;
  return formerCondition(body)?.deployed == null ? 'not-deployed' : 'paused';
}

function isOfCondition(settlement: PlanSettlement): settlement is ConditionSettlement {
  return settlement.kind === 'condition-deployed' || settlement.kind === 'condition-removed';
}

function formerCondition({ settled }: Settling) {
  const former = settled?.former ?? null;
  return former !== null && 'conditionId' in former ? former : null;
}

function reversed(settlement: EventSettlement, former: SettledEventRow | null): EventSettlement {
  if (former !== null) {
    return 'functionName' in former
      ? { kind: 'rerun-rule', row: former }
      : { kind: 'watch-bus', row: former };
  }
  if (settlement.kind === 'watch-bus') {
    return { kind: 'unwatch-bus', eventBusName: settlement.row.eventBusName };
  }
  if (settlement.kind === 'rerun-rule') {
    const { functionName, eventBusName, ruleName } = settlement.row;
    return { kind: 'remove-rerun-rule', functionName, eventBusName, ruleName };
  }
  return settlement;
}

async function apply(context: ServiceContext, settlement: PlanSettlement): Promise<void> {
  if (isOfCondition(settlement)) {
    await applyCondition(context, settlement);
    return;
  }
  const { events } = context.store;
  if (settlement.kind === 'watch-bus') await events.setWatchedBus(settlement.row);
  else if (settlement.kind === 'unwatch-bus') await events.removeWatchedBus(settlement.eventBusName);
  else if (settlement.kind === 'rerun-rule') await events.setRerunRule(settlement.row);
  else {
    const { functionName, eventBusName, ruleName } = settlement;
    await events.removeRerunRule(functionName, eventBusName, ruleName);
  }
  const bus = settlement.kind === 'watch-bus' || settlement.kind === 'unwatch-bus';
  await notifyLive(context, { type: bus ? 'events' : 'rules' });
}
