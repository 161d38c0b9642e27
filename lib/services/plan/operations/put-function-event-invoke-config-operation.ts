import { putFunctionEventInvokeConfig } from '../../../aws/put-function-event-invoke-config.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  eventInvokeSubject,
  readEventInvokeConfig,
  restoreEventInvokeConfig,
  wantedEventInvokeConfig,
  zEventInvokeConfig,
  zFunctionQualifier,
} from './event-invoke-state.ts';

/** Lambda PutFunctionEventInvokeConfig: what the input leaves out is cleared. */
export const putFunctionEventInvokeConfigOperation = planOperationOf({
  operation: 'PutFunctionEventInvokeConfig',
  zInput: zFunctionQualifier.extend(zEventInvokeConfig.shape),
  subject: eventInvokeSubject,
  read: readEventInvokeConfig,
  wanted: wantedEventInvokeConfig,
  execute: putFunctionEventInvokeConfig,
  undo: restoreEventInvokeConfig,
  shownIn: 'functions',
});
