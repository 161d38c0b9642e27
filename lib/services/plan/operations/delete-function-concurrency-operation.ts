import { deleteFunctionConcurrency } from '../../../aws/delete-function-concurrency.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  concurrencySubject,
  readConcurrency,
  restoreConcurrency,
  zFunctionName,
} from './concurrency-state.ts';

/** Lambda DeleteFunctionConcurrency. */
export const deleteFunctionConcurrencyOperation = planOperationOf({
  operation: 'DeleteFunctionConcurrency',
  zInput: zFunctionName,
  subject: concurrencySubject,
  read: readConcurrency,
  wanted: () => ({ ReservedConcurrentExecutions: null }),
  execute: (aws, { FunctionName }) => deleteFunctionConcurrency(aws, FunctionName),
  undo: restoreConcurrency,
  shownIn: 'functions',
});
