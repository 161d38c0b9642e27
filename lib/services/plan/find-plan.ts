import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { type StoredPlan, storedPlan } from './plan-body.ts';

/** Throws `not-found`. */
export async function findPlan(
  { store }: Pick<ServiceContext, 'store'>,
  planId: string,
): Promise<StoredPlan> {
  const row = await store.plans.find(planId);
  if (row === null) throw new AppError('not-found', 'There is no such plan.', { field: 'planId' });
  return storedPlan(row, new Date());
}
