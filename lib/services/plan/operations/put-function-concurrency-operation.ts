import { z } from 'zod';
import { putFunctionConcurrency } from '../../../aws/put-function-concurrency.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  concurrencySubject,
  readConcurrency,
  restoreConcurrency,
  zFunctionName,
} from './concurrency-state.ts';

/** Lambda PutFunctionConcurrency. */
export const putFunctionConcurrencyOperation = planOperationOf({
  operation: 'PutFunctionConcurrency',
  zInput: zFunctionName.extend({ ReservedConcurrentExecutions: z.number().int().min(0) }),
  subject: concurrencySubject,
  read: readConcurrency,
  wanted: ({ ReservedConcurrentExecutions }) => ({ ReservedConcurrentExecutions }),
  execute: (aws, { FunctionName, ReservedConcurrentExecutions }) =>
    putFunctionConcurrency(aws, {
      functionName: FunctionName,
      reservedConcurrentExecutions: ReservedConcurrentExecutions,
    }),
  undo: restoreConcurrency,
  shownIn: 'functions',
});
