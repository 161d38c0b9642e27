import { z } from 'zod';
import { type ApiRoute, idempotencyHeaders, none, page } from './api-route.ts';
import { zOperation } from './operation.ts';
import { zPlan } from './plan.ts';
import {
  zDefinitionCheck,
  zExecutionActInput,
  zExecutionDetail,
  zExecutionListQuery,
  zExecutionPage,
  zSaveStateMachineInput,
  zStartExecutionInput,
  zStateMachineDetail,
  zStateMachineName,
  zStateMachinePage,
} from './state-machine.ts';

const stateMachineParams = z.strictObject({ name: zStateMachineName });
const executionParams = z.strictObject({ name: zStateMachineName, executionName: z.string().min(1).max(80) });
const awsProblems = [400, 403, 404, 409, 413, 415, 429, 502, 503] as const;

export const stateMachineRoutes = {
  listStateMachines: {
    method: 'GET',
    path: '/api/v1/state-machines',
    summary: 'The state machines of the account, whether they are followed, and how they did lately',
    params: none,
    query: none,
    answers: { 200: zStateMachinePage },
    problems: [400, 403, 429, 502, 503],
  },
  planSaveStateMachine: {
    method: 'POST',
    path: '/api/v1/state-machines',
    summary: 'Plan the creation or change of a state machine; nothing is changed yet',
    params: none,
    query: none,
    body: zSaveStateMachineInput,
    answers: { 201: zPlan },
    problems: awsProblems,
  },
  checkDefinition: {
    method: 'POST',
    path: '/api/v1/state-machines/checks',
    summary: 'Every problem of a definition at its place, and its graph',
    params: none,
    query: none,
    body: zSaveStateMachineInput.pick({ definition: true, type: true }),
    answers: { 200: zDefinitionCheck },
    problems: [400, 403, 413, 415, 429, 502, 503],
  },
  getStateMachine: {
    method: 'GET',
    path: '/api/v1/state-machines/{name}',
    summary: 'One state machine with its definition and graph',
    params: stateMachineParams,
    query: none,
    answers: { 200: zStateMachineDetail },
    problems: [400, 403, 404, 429, 502, 503],
  },
  planDeleteStateMachine: {
    method: 'POST',
    path: '/api/v1/state-machines/{name}/deletions',
    summary: 'Plan its deletion; nothing is changed yet',
    params: stateMachineParams,
    query: none,
    body: none,
    answers: { 201: zPlan },
    problems: awsProblems,
  },
  listExecutions: {
    method: 'GET',
    path: '/api/v1/state-machines/{name}/executions',
    summary: 'Its executions, newest first',
    params: stateMachineParams,
    query: z.strictObject({
      ...zExecutionListQuery.shape,
      ...page.shape,
      // it may hold a page token of AWS, which is long
      cursor: z.string().max(4000).optional(),
    }),
    answers: { 200: zExecutionPage },
    problems: [400, 403, 404, 429, 502, 503],
  },
  startExecution: {
    method: 'POST',
    path: '/api/v1/state-machines/{name}/executions',
    summary: 'Start an execution once; the same Idempotency-Key gives the first answer again',
    params: stateMachineParams,
    query: none,
    headers: idempotencyHeaders,
    body: zStartExecutionInput
      .omit({ operationId: true, stateMachineName: true })
      .partial({ name: true, hopId: true }),
    answers: { 202: zOperation },
    problems: awsProblems,
  },
  getExecution: {
    method: 'GET',
    path: '/api/v1/state-machines/{name}/executions/{executionName}',
    summary: 'One execution: the states that it entered, their attempts and the hops that they ran',
    params: executionParams,
    query: none,
    answers: { 200: zExecutionDetail },
    problems: [400, 403, 404, 429, 502, 503],
  },
  actOnExecution: {
    method: 'POST',
    path: '/api/v1/state-machines/{name}/executions/{executionName}/acts',
    summary: 'Stop or redrive an execution, once',
    params: executionParams,
    query: none,
    body: zExecutionActInput
      .pick({ act: true })
      .extend({ error: z.string().max(256).default(''), cause: z.string().max(32_768).default('') }),
    answers: { 202: zOperation },
    problems: awsProblems,
  },
} as const satisfies Record<string, ApiRoute>;
