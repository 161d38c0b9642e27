import type { z } from 'zod';
import type { zConditionPage } from '../../contract/condition.ts';
import { fewAtOnce } from '../rules/few-at-once.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { conditionSummary } from './condition-summary.ts';
import { conditionsBeingChanged, recentDrift } from './drift.ts';
import { figuresOfDay } from './figures-of-day.ts';

/** Of the calls that a region allows, a list takes few at once. */
const AT_ONCE = 4;

/** All conditions by name, with what they did within a day. */
export async function listConditions(context: MachineContext): Promise<z.infer<typeof zConditionPage>> {
  const rows = await context.store.conditions.list();
  const [figures, changing] = await Promise.all([
    figuresOfDay(context, rows),
    conditionsBeingChanged(context),
  ]);
  const items = await fewAtOnce(rows, AT_ONCE, async (row) => {
    const drift = await recentDrift(context, row, changing);
    return conditionSummary(row, figures.get(row.conditionId), drift.length > 0);
  });
  return { items, nextCursor: null };
}
