import { addPermissionOperation } from './operations/add-permission-operation.ts';
import { createDeliveryOperation } from './operations/create-delivery-operation.ts';
import { createLogGroupOperation } from './operations/create-log-group-operation.ts';
import { createRoleOperation } from './operations/create-role-operation.ts';
import { createStateMachineOperation } from './operations/create-state-machine-operation.ts';
import { deleteDeliveryDestinationOperation } from './operations/delete-delivery-destination-operation.ts';
import { deleteDeliveryOperation } from './operations/delete-delivery-operation.ts';
import { deleteDeliverySourceOperation } from './operations/delete-delivery-source-operation.ts';
import { deleteFunctionConcurrencyOperation } from './operations/delete-function-concurrency-operation.ts';
import { deleteFunctionEventInvokeConfigOperation } from './operations/delete-function-event-invoke-config-operation.ts';
import { deleteLogGroupOperation } from './operations/delete-log-group-operation.ts';
import { deleteResourcePolicyOperation } from './operations/delete-resource-policy-operation.ts';
import { deleteRoleOperation } from './operations/delete-role-operation.ts';
import { deleteRolePolicyOperation } from './operations/delete-role-policy-operation.ts';
import { deleteRuleOperation } from './operations/delete-rule-operation.ts';
import { deleteStateMachineOperation } from './operations/delete-state-machine-operation.ts';
import { disableRuleOperation } from './operations/disable-rule-operation.ts';
import { enableRuleOperation } from './operations/enable-rule-operation.ts';
import { putDeliveryDestinationOperation } from './operations/put-delivery-destination-operation.ts';
import { putDeliverySourceOperation } from './operations/put-delivery-source-operation.ts';
import { putFunctionConcurrencyOperation } from './operations/put-function-concurrency-operation.ts';
import { putFunctionEventInvokeConfigOperation } from './operations/put-function-event-invoke-config-operation.ts';
import { putResourcePolicyOperation } from './operations/put-resource-policy-operation.ts';
import { putRetentionPolicyOperation } from './operations/put-retention-policy-operation.ts';
import { putRolePolicyOperation } from './operations/put-role-policy-operation.ts';
import { putRuleOperation } from './operations/put-rule-operation.ts';
import { putTargetsOperation } from './operations/put-targets-operation.ts';
import { removePermissionOperation } from './operations/remove-permission-operation.ts';
import { removeTargetsOperation } from './operations/remove-targets-operation.ts';
import { setQueueAttributesOperation } from './operations/set-queue-attributes-operation.ts';
import { updateEventBusOperation } from './operations/update-event-bus-operation.ts';
import { updateFunctionConfigurationOperation } from './operations/update-function-configuration-operation.ts';
import { updateStateMachineOperation } from './operations/update-state-machine-operation.ts';
import type { PlanOperation } from './plan-operation.ts';

const OPERATIONS: readonly PlanOperation[] = [
  addPermissionOperation,
  createDeliveryOperation,
  createLogGroupOperation,
  createRoleOperation,
  createStateMachineOperation,
  deleteDeliveryDestinationOperation,
  deleteDeliveryOperation,
  deleteDeliverySourceOperation,
  deleteFunctionConcurrencyOperation,
  deleteFunctionEventInvokeConfigOperation,
  deleteLogGroupOperation,
  deleteResourcePolicyOperation,
  deleteRoleOperation,
  deleteRolePolicyOperation,
  deleteRuleOperation,
  deleteStateMachineOperation,
  disableRuleOperation,
  enableRuleOperation,
  putDeliveryDestinationOperation,
  putDeliverySourceOperation,
  putFunctionConcurrencyOperation,
  putFunctionEventInvokeConfigOperation,
  putResourcePolicyOperation,
  putRetentionPolicyOperation,
  putRolePolicyOperation,
  putRuleOperation,
  putTargetsOperation,
  removePermissionOperation,
  removeTargetsOperation,
  setQueueAttributesOperation,
  updateEventBusOperation,
  updateFunctionConfigurationOperation,
  updateStateMachineOperation,
];

/** How the AWS operation of this name is planned; throws on one that no plan can have. */
export function planOperation(name: string): PlanOperation {
  const found = OPERATIONS.find((candidate) => candidate.operation === name);
  if (found === undefined) throw new Error(`no plan operation named ${name}`);
  return found;
}
