import 'server-only';
import type { OperationDto } from '../contract/operation.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { operationDto } from './dto/operation-dto.ts';

/** Operations whose reply is missing and that no log has settled yet. */
export async function getUnconfirmedOperations(): Promise<OperationDto[]> {
  const { store } = await getRuntime();
  return (await store.operations.listUnconfirmed()).map(operationDto);
}
