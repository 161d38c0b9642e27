'use server';
import { zConditionActInput, zDueRerunActInput, zSaveConditionInput } from '../contract/condition.ts';
import { actOnDueRerun } from '../services/conditions/due-reruns.ts';
import { planConditionAct } from '../services/conditions/plan-condition-act.ts';
import { saveCondition } from '../services/conditions/save-condition.ts';
import { defineAction } from './define-action.ts';

/** Saves a new version; nothing in AWS is changed. */
export const saveConditionAction = defineAction({
  name: 'save-condition',
  input: zSaveConditionInput,
  run: saveCondition,
});

/** Reads the account and answers the exact calls; nothing is changed. */
export const planConditionActAction = defineAction({
  name: 'plan-condition-act',
  input: zConditionActInput,
  run: planConditionAct,
});

export const actOnDueRerunAction = defineAction({
  name: 'act-on-due-rerun',
  input: zDueRerunActInput,
  run: actOnDueRerun,
});
