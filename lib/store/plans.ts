import type { Plan } from '../../prisma/generated/client.ts';
import type { StoreContext } from './store-context.ts';
import type { PlanRow, PlanStore } from './store-plans.ts';

const SETTLED: readonly PlanRow['status'][] = ['done', 'failed', 'undone', 'discarded'];
const UNFINISHED: readonly PlanRow['status'][] = ['running', 'interrupted', 'failed'];

export function planStore({ prisma }: StoreContext): PlanStore {
  return {
    async save({ planId, body, status }) {
      const now = new Date();
      const settledAt = SETTLED.includes(status) ? now : null;
      const text = JSON.stringify(body);
      await prisma.plan.upsert({
        where: { planId },
        create: { planId, body: text, status, revision: 1, createdAt: now, settledAt },
        update: { body: text, status, settledAt, revision: { increment: 1 } },
      });
    },
    async claim(planId, revision) {
      const { count } = await prisma.plan.updateMany({
        where: { planId, revision },
        data: { status: 'running', settledAt: null, revision: { increment: 1 } },
      });
      return count === 1;
    },
    async find(planId) {
      const plan = await prisma.plan.findUnique({ where: { planId } });
      return plan === null ? null : toRow(plan);
    },
    async listOpen() {
      const plans = await prisma.plan.findMany({
        where: { status: { notIn: [...SETTLED] } },
        orderBy: { createdAt: 'desc' },
        take: 200,
      });
      return plans.map(toRow);
    },
    async listUnfinished() {
      const plans = await prisma.plan.findMany({
        where: { status: { in: [...UNFINISHED] } },
        orderBy: { createdAt: 'desc' },
        take: 200,
      });
      return plans.map(toRow);
    },
  };
}

function toRow(plan: Plan): PlanRow {
  return {
    planId: plan.planId,
    body: JSON.parse(plan.body) as Record<string, unknown>,
    status: plan.status as PlanRow['status'],
    revision: plan.revision,
    createdAt: plan.createdAt,
    settledAt: plan.settledAt,
  };
}
