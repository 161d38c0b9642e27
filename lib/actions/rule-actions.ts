'use server';
import { zRemoveRerunRuleInput, zRerunRuleInput, zRuleActInput, zSaveRuleInput } from '../contract/rule.ts';
import { planRemoveRerunRule } from '../services/rerun-rule/plan-remove-rerun-rule.ts';
import { planRerunRule } from '../services/rerun-rule/plan-rerun-rule.ts';
import { planRuleAct } from '../services/rules/plan-rule-act.ts';
import { planSaveRule } from '../services/rules/plan-save-rule.ts';
import { defineAction } from './define-action.ts';

export const planSaveRuleAction = defineAction({
  name: 'plan-save-rule',
  input: zSaveRuleInput,
  run: planSaveRule,
});

export const planRuleActAction = defineAction({
  name: 'plan-rule-act',
  input: zRuleActInput,
  run: planRuleAct,
});

export const planRerunRuleAction = defineAction({
  name: 'plan-rerun-rule',
  input: zRerunRuleInput,
  run: planRerunRule,
});

export const planRemoveRerunRuleAction = defineAction({
  name: 'plan-remove-rerun-rule',
  input: zRemoveRerunRuleInput,
  run: planRemoveRerunRule,
});
