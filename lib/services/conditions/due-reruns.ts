import type { z } from 'zod';
import type { DueRerun, zDueRerunActInput } from '../../contract/condition.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { conditionsById } from './decision-dto.ts';
import { dueRerunDto } from './due-rerun-dto.ts';

type Context = Pick<ServiceContext, 'store'>;

/** Re-runs that wait or are on their way, soonest first: of the chain of this ID, or of all. */
export async function listDueReruns(
  { store }: Context,
  { chain }: { chain?: string | undefined },
): Promise<{ items: DueRerun[]; nextCursor: null }> {
  const chainId = chain === undefined ? null : ((await store.chains.find(chain))?.chainId ?? chain);
  const [rows, conditions] = await Promise.all([store.conditions.due(chainId), store.conditions.list()]);
  const known = conditionsById(conditions);
  return { items: rows.map((row) => dueRerunDto(row, known)), nextCursor: null };
}

/** Runs it now, or cancels it. Throws `not-found`, and `conflict` where it was sent or cancelled already. */
export async function actOnDueRerun(
  { store }: Context,
  { dueRerunId, act }: z.output<typeof zDueRerunActInput>,
): Promise<DueRerun> {
  const { conditions } = store;
  const row = await conditions.findDue(dueRerunId);
  if (row === null) {
    throw new AppError('not-found', 'There is no such re-run.', {
      field: 'dueRerunId',
      nextStep: 'Read the chain again.',
    });
  }
  if (act === 'run-now') await mustBeCarriedOut({ store }, row.conditionId);
  const done = await (act === 'cancel' ? conditions.cancelDue(dueRerunId) : conditions.runDueNow(dueRerunId));
  const now = (await conditions.findDue(dueRerunId)) ?? row;
  if (!done) {
    throw new AppError('conflict', `It is too late: the re-run is ${now.status} already.`, {
      field: 'dueRerunId',
      nextStep: 'Read the chain again.',
    });
  }
  return dueRerunDto(now, conditionsById(await conditions.list()));
}

async function mustBeCarriedOut({ store }: Context, conditionId: string): Promise<void> {
  const row = await store.conditions.find(conditionId);
  if (row?.deployed && !row.deployed.paused) return;
  throw new AppError('conflict', 'The condition is paused or no longer deployed: nothing is sent by it.', {
    field: 'dueRerunId',
    nextStep: 'Run the hop again by hand, or resume the condition.',
  });
}
