import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';

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
export const zSettlement = z.discriminatedUnion('kind', [
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
export type PlanSettlement = z.infer<typeof zSettlement>;

/** What the store kept in its place before. */
export const zSettledRow = z.union([zRerunRule, zWatchedBus]);
type SettledRow = z.infer<typeof zSettledRow>;

/** The part of a plan that is about the store. */
interface Settling {
  settles: PlanSettlement | null;
  settled: { former: SettledRow | null } | null;
}

/** What the store keeps now in the place of `settlement`; null: nothing. */
async function settledRow(store: Store, settlement: PlanSettlement): Promise<SettledRow | null> {
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
  const row = await settledRow(store, settlement);
  return isDeepStrictEqual(row, 'row' in settlement ? settlement.row : null);
}

/** Keeps what a plan that is done asks for; `writeDown` is called with what was kept before, before it changes. */
export async function settle(
  context: ServiceContext,
  body: Settling,
  writeDown: () => Promise<void>,
): Promise<void> {
  if (body.settles === null) return;
  if (body.settled === null) {
    body.settled = { former: await settledRow(context.store, body.settles) };
    await writeDown();
  }
  await apply(context, body.settles);
}

/** Keeps again what was kept before. */
export async function unsettle(context: ServiceContext, body: Settling): Promise<void> {
  if (body.settles === null || body.settled === null) return;
  await apply(context, reversed(body.settles, body.settled.former));
  body.settled = null;
}

function reversed(settlement: PlanSettlement, former: SettledRow | null): PlanSettlement {
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
