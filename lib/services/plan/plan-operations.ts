import type { PlanOperation } from './plan-operation.ts';
import { updateFunctionConfigurationOperation } from './update-function-configuration-operation.ts';

const OPERATIONS: readonly PlanOperation[] = [updateFunctionConfigurationOperation];

/** How the AWS operation of this name is planned; throws on one that no plan can have. */
export function planOperation(name: string): PlanOperation {
  const found = OPERATIONS.find((candidate) => candidate.operation === name);
  if (found === undefined) throw new Error(`no plan operation named ${name}`);
  return found;
}
