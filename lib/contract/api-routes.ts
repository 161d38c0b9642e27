import { z } from 'zod';
import { type ApiRoute, idempotencyHeaders, none, page } from './api-route.ts';
import { conditionRoutes } from './api-routes-conditions.ts';
import { eventRoutes } from './api-routes-events.ts';
import { planRoutes } from './api-routes-plans.ts';
import { ruleRoutes } from './api-routes-rules.ts';
import { stateMachineRoutes } from './api-routes-state-machines.ts';
import { zChainCounts, zChainDetail, zChainPage, zChainTimeline, zOutcomeChart } from './chain.ts';
import { zChainFilters, zChainListQuery } from './chain-filters.ts';
import { zEventPath } from './event.ts';
import { zFunctionPage, zFunctionSummary } from './function.ts';
import { zFunctionName } from './function-name.ts';
import { zHealth } from './health.ts';
import { zHopDetail, zHopLogs, zHopPage } from './hop.ts';
import {
  zInvocationAccepted,
  zInvocationAnswered,
  zInvocationRequest,
  zOperation,
  zOperationListQuery,
  zOperationPage,
  zSavedPayloadPage,
} from './operation.ts';
import { zPathId } from './page.ts';

const chainParams = z.strictObject({
  id: zPathId.describe('chainId, or any trace ID, request ID, event ID or execution ARN of it'),
});
const hopParams = z.strictObject({ hopId: zPathId });
const functionParams = z.strictObject({ name: zFunctionName });

/** Every route of `/api/v1`, by operationId of the OpenAPI document. */
export const apiRoutes = {
  getHealth: {
    method: 'GET',
    path: '/api/v1/health',
    summary: 'What is followed, how far behind it is, and what is missing',
    params: none,
    query: none,
    answers: { 200: zHealth },
    problems: [],
  },
  listChains: {
    method: 'GET',
    path: '/api/v1/chains',
    summary: 'Chains, newest activity first, with the filters of the page',
    params: none,
    query: z.strictObject(zChainListQuery.shape),
    answers: { 200: zChainPage },
    problems: [400],
  },
  countChains: {
    method: 'GET',
    path: '/api/v1/chains/counts',
    summary: 'How many chains each chip would show; counts stop at 10,000',
    params: none,
    query: z.strictObject(zChainFilters.shape),
    answers: { 200: zChainCounts },
    problems: [400],
  },
  chartChains: {
    method: 'GET',
    path: '/api/v1/chains/chart',
    summary: 'Hops per bucket of time by outcome',
    params: none,
    query: z.strictObject(zChainFilters.shape),
    answers: { 200: zOutcomeChart },
    problems: [400],
  },
  getChain: {
    method: 'GET',
    path: '/api/v1/chains/{id}',
    summary: 'One chain; an ID of a chain that was joined into another answers that one',
    params: chainParams,
    query: none,
    answers: { 200: zChainDetail },
    problems: [400, 404],
  },
  listChainHops: {
    method: 'GET',
    path: '/api/v1/chains/{id}/hops',
    summary: 'The hops of a chain by start, with evidence and stored log tail',
    params: chainParams,
    query: page,
    answers: { 200: zHopPage },
    problems: [400, 404],
  },
  getChainTimeline: {
    method: 'GET',
    path: '/api/v1/chains/{id}/timeline',
    summary: 'Every hop of a chain as columns; with `since`, those changed after that revision',
    params: chainParams,
    query: z.strictObject({
      since: z
        .string()
        .regex(/^\d{1,18}$/, 'A revision of an earlier answer')
        .optional(),
    }),
    answers: { 200: zChainTimeline },
    problems: [400, 404],
  },
  getHop: {
    method: 'GET',
    path: '/api/v1/hops/{hopId}',
    summary: 'One hop with payload, response, causes and observations',
    params: hopParams,
    query: none,
    answers: { 200: zHopDetail },
    problems: [400, 404],
  },
  getHopLogs: {
    method: 'GET',
    path: '/api/v1/hops/{hopId}/logs',
    summary: 'Log lines of a hop: the stored tail, or all of it read from CloudWatch page by page',
    params: hopParams,
    query: z.strictObject({
      source: z.enum(['stored', 'cloudwatch']).default('stored'),
      cursor: z.string().max(8000).optional(),
    }),
    answers: { 200: zHopLogs },
    problems: [400, 403, 404, 429, 502, 503, 504],
  },
  tailHopLogs: {
    method: 'GET',
    path: '/api/v1/hops/{hopId}/logs/live',
    summary:
      'Server-sent events while the hop runs: `lines` (JSON array of log lines), `problem`, and `end` at its end',
    params: hopParams,
    query: none,
    answers: { 200: z.string() },
    problems: [400, 404],
    stream: 'text/event-stream',
  },
  getEventPath: {
    method: 'GET',
    path: '/api/v1/hops/{hopId}/event-path',
    summary:
      'The way of the event that this hop published and that caused nothing yet, up to the first broken link',
    params: hopParams,
    query: none,
    answers: { 200: zEventPath },
    problems: [400, 404],
  },
  listFunctions: {
    method: 'GET',
    path: '/api/v1/functions',
    summary: 'The functions of the account and how well each can be followed',
    params: none,
    query: page,
    answers: { 200: zFunctionPage },
    problems: [400],
  },
  getFunction: {
    method: 'GET',
    path: '/api/v1/functions/{name}',
    summary: 'One function',
    params: functionParams,
    query: none,
    answers: { 200: zFunctionSummary },
    problems: [400, 404],
  },
  invokeFunction: {
    method: 'POST',
    path: '/api/v1/functions/{name}/invocations',
    summary: 'Run a function once; the same Idempotency-Key gives the first answer again',
    params: functionParams,
    query: none,
    headers: idempotencyHeaders,
    body: zInvocationRequest,
    answers: { 200: zInvocationAnswered, 202: zInvocationAccepted },
    problems: [400, 402, 403, 404, 409, 413, 415, 422, 429, 500, 502, 503, 504],
  },
  listSavedPayloads: {
    method: 'GET',
    path: '/api/v1/functions/{name}/payloads',
    summary: 'Payloads saved for a function, newest first',
    params: functionParams,
    query: none,
    answers: { 200: zSavedPayloadPage },
    problems: [400],
  },
  listOperations: {
    method: 'GET',
    path: '/api/v1/operations',
    summary: 'Operations whose reply is missing',
    params: none,
    query: z.strictObject(zOperationListQuery.shape),
    answers: { 200: zOperationPage },
    problems: [400],
  },
  getOperation: {
    method: 'GET',
    path: '/api/v1/operations/{operationId}',
    summary: 'One operation: sent, running, answered, failed or unconfirmed',
    params: z.strictObject({ operationId: zPathId }),
    query: none,
    answers: { 200: zOperation },
    problems: [400, 404],
  },
  ...planRoutes,
  ...eventRoutes,
  ...ruleRoutes,
  ...stateMachineRoutes,
  ...conditionRoutes,
  getOpenApi: {
    method: 'GET',
    path: '/api/v1/openapi.json',
    summary: 'This document',
    params: none,
    query: none,
    answers: { 200: z.record(z.string(), z.unknown()) },
    problems: [],
  },
} as const satisfies Record<string, ApiRoute>;
