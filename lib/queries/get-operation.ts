import 'server-only';
import type { OperationDto } from '../contract/operation.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { findOperation } from '../services/find-operation.ts';
import { operationDto } from './dto/operation-dto.ts';

/** The operation, with its chain as soon as the logs show it; null if unknown. */
export async function getOperation(operationId: string): Promise<OperationDto | null> {
  const row = await findOperation(await getRuntime(), operationId);
  return row === null ? null : operationDto(row);
}
