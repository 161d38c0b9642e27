import { z } from 'zod';
import { type ApiRoute, none } from './api-route.ts';
import { zFunctionName } from './function-name.ts';
import { zPlan } from './plan.ts';
import {
  EXPORT_FORMATS,
  zRerunRuleInput,
  zRerunRulePage,
  zRuleActInput,
  zRuleCheck,
  zRuleCheckRequest,
  zRuleDetail,
  zRuleExport,
  zRulePage,
  zRuleRef,
  zSaveRuleInput,
} from './rule.ts';

const ruleParams = z.strictObject(zRuleRef.shape);
const functionParams = z.strictObject({ name: zFunctionName });
const awsProblems = [400, 403, 404, 409, 415, 429, 502, 503] as const;

export const ruleRoutes = {
  listRules: {
    method: 'GET',
    path: '/api/v1/rules',
    summary: 'The rules of all buses with targets, last match, hops caused and problems',
    params: none,
    query: z.strictObject({
      withinMs: z.coerce.number().int().min(60_000).max(2_592_000_000).default(86_400_000),
    }),
    answers: { 200: zRulePage },
    problems: [400, 403, 429, 502, 503],
  },
  planSaveRule: {
    method: 'POST',
    path: '/api/v1/rules',
    summary: 'Plan PutRule, AddPermission and PutTargets for a rule; nothing is changed yet',
    params: none,
    query: none,
    body: zSaveRuleInput,
    answers: { 201: zPlan },
    problems: awsProblems,
  },
  checkRule: {
    method: 'POST',
    path: '/api/v1/rules/checks',
    summary: 'Judge a rule before it is saved: pattern, targets, permissions, loops, recorded events',
    params: none,
    query: none,
    body: zRuleCheckRequest,
    answers: { 200: zRuleCheck },
    problems: [400, 403, 415, 429, 502, 503],
  },
  getRule: {
    method: 'GET',
    path: '/api/v1/rules/{eventBusName}/{ruleName}',
    summary: 'One rule with its targets and the loops it is part of',
    params: ruleParams,
    query: none,
    answers: { 200: zRuleDetail },
    problems: [400, 403, 404, 429, 502, 503],
  },
  planRuleAct: {
    method: 'POST',
    path: '/api/v1/rules/{eventBusName}/{ruleName}/plans',
    summary: 'Plan to enable, disable or delete a rule; nothing is changed yet',
    params: ruleParams,
    query: none,
    body: zRuleActInput.pick({ act: true }),
    answers: { 201: zPlan },
    problems: awsProblems,
  },
  exportRule: {
    method: 'GET',
    path: '/api/v1/rules/{eventBusName}/{ruleName}/export',
    summary: 'The rule, its targets and permissions as AWS CLI commands, CloudFormation or Terraform',
    params: ruleParams,
    query: z.strictObject({ format: z.enum(EXPORT_FORMATS) }),
    answers: { 200: zRuleExport },
    problems: [400, 403, 404, 429, 502, 503],
  },
  listRerunRules: {
    method: 'GET',
    path: '/api/v1/functions/{name}/rerun-rules',
    summary: 'Rules that run this function again by its own destination records',
    params: functionParams,
    query: none,
    answers: { 200: zRerunRulePage },
    problems: [400],
  },
  planRerunRule: {
    method: 'POST',
    path: '/api/v1/functions/{name}/rerun-rules',
    summary: 'Plan destinations and a rule that run this function again; nothing is changed yet',
    params: functionParams,
    query: none,
    body: zRerunRuleInput.omit({ functionName: true }),
    answers: { 201: zPlan },
    problems: awsProblems,
  },
  planRemoveRerunRule: {
    method: 'POST',
    path: '/api/v1/functions/{name}/rerun-rules/removals',
    summary: 'Plan their removal; the former event-invoke configuration is restored',
    params: functionParams,
    query: none,
    body: zRuleRef,
    answers: { 201: zPlan },
    problems: awsProblems,
  },
} as const satisfies Record<string, ApiRoute>;
