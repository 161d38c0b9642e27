'use server';
import { zOperationRef, zRetriggerInput } from '../contract/operation.ts';
import { dismissOperation } from '../services/dismiss-operation.ts';
import { retriggerInvocation } from '../services/retrigger-invocation.ts';
import { defineAction } from './define-action.ts';

/** Answers as soon as the operation is written down; what becomes of it arrives over the live stream. */
export const retriggerInvocationAction = defineAction({
  name: 'retrigger-invocation',
  input: zRetriggerInput,
  run: retriggerInvocation,
});

export const dismissOperationAction = defineAction({
  name: 'dismiss-operation',
  input: zOperationRef,
  run: dismissOperation,
});
