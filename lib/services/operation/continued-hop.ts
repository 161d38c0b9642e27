import { AppError } from '../../domain/app-error.ts';
import type { HopDetailRow } from '../../store/store.ts';
import type { ServiceContext } from '../service-context.ts';

/** The hop whose chain is to go on. Throws `not-found` beside `field` where it is gone. */
export async function continuedHop(
  { store }: Pick<ServiceContext, 'store'>,
  hopId: string,
  field: string,
): Promise<HopDetailRow> {
  const hop = await store.hops.find(hopId);
  if (hop !== null) return hop;
  throw new AppError('not-found', 'The hop whose chain was to go on is gone.', {
    field,
    nextStep: 'Start a new chain instead.',
  });
}
