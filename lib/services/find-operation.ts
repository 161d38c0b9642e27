import type { OperationRow } from '../store/store.ts';
import type { ServiceContext } from './service-context.ts';

/** The operation; while its reply is awaited its chain is the one that its trace ID shows in the logs. Null if unknown. */
export async function findOperation(
  { store }: Pick<ServiceContext, 'store'>,
  operationId: string,
): Promise<OperationRow | null> {
  const row = await store.operations.find(operationId);
  if (row === null || row.chainId !== null || row.status === 'pending' || row.status === 'failed') return row;
  const chain = await store.chains.find(row.traceId);
  return chain === null ? row : { ...row, chainId: chain.chainId };
}
