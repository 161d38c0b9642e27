import { expect } from 'vitest';
import type { z } from 'zod';
import * as actsRoute from '../../app/api/v1/plans/[planId]/acts/route.ts';
import * as planRoute from '../../app/api/v1/plans/[planId]/route.ts';
import type { ApiRoute } from '../contract/api-route.ts';
import { apiRoutes } from '../contract/api-routes.ts';
import { type Problem, zProblem } from '../contract/problem.ts';
import { until } from './until.ts';

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;

export interface ApiCall {
  params?: Record<string, string>;
  query?: string;
  /** A string or a blob as it is, anything else as JSON; GET where there is none. */
  body?: unknown;
  headers?: Record<string, string>;
}

export function callApi(
  handler: Handler,
  { params = {}, query = '', body, headers = {} }: ApiCall = {},
): Promise<Response> {
  const sent = body instanceof Blob || typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request(`http://127.0.0.1/api?${query}`, {
    ...(body === undefined ? {} : { method: 'POST', body: sent }),
    headers: { 'content-type': 'application/json', ...headers },
  });
  return handler(request, { params: Promise.resolve(params) });
}

/** What the handler answers: its first success status, a body of just what the route's own schema names. */
export async function answer<Answers extends Record<number, z.ZodType>>(
  route: ApiRoute & { answers: Answers },
  handler: Handler,
  call: ApiCall = {},
): Promise<z.output<Answers[keyof Answers & number]>> {
  const response = await callApi(handler, call);
  const body: unknown = await response.json();
  const [[status, schema] = []] = Object.entries(route.answers);
  expect({ status: response.status, body }).toMatchObject({ status: Number(status) });
  const parsed = schema?.parse(body);
  expect(body).toEqual(parsed);
  return parsed as z.output<Answers[keyof Answers & number]>;
}

/** The problem that the handler answers. */
export async function refused(handler: Handler, call: ApiCall, status: number): Promise<Problem> {
  const response = await callApi(handler, call);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = zProblem.parse(await response.json());
  expect({ status: response.status, problem }).toMatchObject({ status, problem: { status } });
  return problem;
}

/** Executes a plan through the API and waits until it is done. */
export async function runPlan({ planId, fingerprint }: z.output<(typeof apiRoutes.getPlan.answers)[200]>) {
  const params = { planId };
  await answer(apiRoutes.actOnPlan, actsRoute.POST, { params, body: { act: 'execute', fingerprint } });
  await until(async () => {
    const { status } = await answer(apiRoutes.getPlan, planRoute.GET, { params });
    return status === 'done';
  });
}
