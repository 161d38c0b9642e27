import { addPermissionOperation } from './operations/add-permission-operation.ts';
import { deleteRuleOperation } from './operations/delete-rule-operation.ts';
import { disableRuleOperation } from './operations/disable-rule-operation.ts';
import { enableRuleOperation } from './operations/enable-rule-operation.ts';
import { putRuleOperation } from './operations/put-rule-operation.ts';
import { putTargetsOperation } from './operations/put-targets-operation.ts';
import { removePermissionOperation } from './operations/remove-permission-operation.ts';
import { removeTargetsOperation } from './operations/remove-targets-operation.ts';
import { updateFunctionConfigurationOperation } from './operations/update-function-configuration-operation.ts';
import type { PlanOperation } from './plan-operation.ts';

const OPERATIONS: readonly PlanOperation[] = [
  updateFunctionConfigurationOperation,
  putRuleOperation,
  putTargetsOperation,
  removeTargetsOperation,
  deleteRuleOperation,
  enableRuleOperation,
  disableRuleOperation,
  addPermissionOperation,
  removePermissionOperation,
];

/** How the AWS operation of this name is planned; throws on one that no plan can have. */
export function planOperation(name: string): PlanOperation {
  const found = OPERATIONS.find((candidate) => candidate.operation === name);
  if (found === undefined) throw new Error(`no plan operation named ${name}`);
  return found;
}
