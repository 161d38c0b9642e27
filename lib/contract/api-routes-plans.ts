import { z } from 'zod';
import { type ApiRoute, none } from './api-route.ts';
import { zPathId } from './page.ts';
import { zPlan, zPlanAct, zPlanListQuery, zStoppedPlanPage } from './plan.ts';

const planParams = z.strictObject({ planId: zPathId });

export const planRoutes = {
  listPlans: {
    method: 'GET',
    path: '/api/v1/plans',
    summary: 'Plans that stopped halfway, newest first: interrupted, or failed with something not taken back',
    params: none,
    query: zPlanListQuery,
    answers: { 200: zStoppedPlanPage },
    problems: [400],
  },
  getPlan: {
    method: 'GET',
    path: '/api/v1/plans/{planId}',
    summary: 'One plan with the state of each call',
    params: planParams,
    query: none,
    answers: { 200: zPlan },
    problems: [400, 404],
  },
  actOnPlan: {
    method: 'POST',
    path: '/api/v1/plans/{planId}/acts',
    summary:
      'Run a plan that was shown, finish an interrupted one, take it back, or drop it and leave AWS as it is',
    params: planParams,
    query: none,
    body: zPlanAct,
    answers: { 202: zPlan },
    problems: [400, 403, 404, 409, 415, 502, 503],
  },
} as const satisfies Record<string, ApiRoute>;
