'use server';
import {
  zExecutionActInput,
  zSaveStateMachineInput,
  zStartExecutionInput,
  zStateMachineRef,
  zWatchStateMachineInput,
} from '../contract/state-machine.ts';
import { actOnExecution } from '../services/state-machines/act-on-execution.ts';
import { planDeleteStateMachine } from '../services/state-machines/plan-delete-state-machine.ts';
import { planSaveStateMachine } from '../services/state-machines/plan-save-state-machine.ts';
import { startExecution } from '../services/state-machines/start-execution.ts';
import { watchStateMachine } from '../services/state-machines/watch-state-machine.ts';
import { defineAction } from './define-action.ts';

/** Answers as soon as the operation is written down; what becomes of it arrives over the live stream. */
export const startExecutionAction = defineAction({
  name: 'start-execution',
  input: zStartExecutionInput,
  run: startExecution,
});

export const actOnExecutionAction = defineAction({
  name: 'act-on-execution',
  input: zExecutionActInput,
  run: actOnExecution,
});

export const planSaveStateMachineAction = defineAction({
  name: 'plan-save-state-machine',
  input: zSaveStateMachineInput,
  run: planSaveStateMachine,
});

export const planDeleteStateMachineAction = defineAction({
  name: 'plan-delete-state-machine',
  input: zStateMachineRef,
  run: planDeleteStateMachine,
});

export const watchStateMachineAction = defineAction({
  name: 'watch-state-machine',
  input: zWatchStateMachineInput,
  run: watchStateMachine,
});
