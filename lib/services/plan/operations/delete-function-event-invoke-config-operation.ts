import { deleteFunctionEventInvokeConfig } from '../../../aws/delete-function-event-invoke-config.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  eventInvokeSubject,
  NO_EVENT_INVOKE_CONFIG,
  readEventInvokeConfig,
  restoreEventInvokeConfig,
  zFunctionQualifier,
} from './event-invoke-state.ts';

/** Lambda DeleteFunctionEventInvokeConfig. */
export const deleteFunctionEventInvokeConfigOperation = planOperationOf({
  operation: 'DeleteFunctionEventInvokeConfig',
  zInput: zFunctionQualifier,
  subject: eventInvokeSubject,
  read: readEventInvokeConfig,
  wanted: () => NO_EVENT_INVOKE_CONFIG,
  execute: (aws, { FunctionName, Qualifier }) =>
    deleteFunctionEventInvokeConfig(aws, { functionName: FunctionName, qualifier: Qualifier ?? null }),
  undo: restoreEventInvokeConfig,
  shownIn: 'functions',
});
