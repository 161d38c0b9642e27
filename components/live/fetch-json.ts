import type { ProblemText } from '@/lib/contract/operation';

/** An answer that was not 2xx, in the words of its RFC 9457 problem. */
export class RequestProblem extends Error {
  readonly status: number;
  readonly problem: ProblemText;
  constructor(status: number, problem: ProblemText) {
    super(problem.message);
    this.name = 'RequestProblem';
    this.status = status;
    this.problem = problem;
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function problemOf(status: number, body: unknown): ProblemText {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return {
    code: text(fields.code) ?? `http-${status}`,
    message: text(fields.detail) ?? text(fields.title) ?? `The dashboard answered with status ${status}.`,
    nextStep: text(fields.nextStep),
    awsCode: text(fields.awsCode),
    field: fieldOf(fields.errors),
  };
}

function fieldOf(errors: unknown): string | null {
  const first: unknown = Array.isArray(errors) ? errors[0] : null;
  return typeof first === 'object' && first !== null && 'field' in first ? text(first.field) : null;
}

/** GETs a read door of the dashboard. Throws RequestProblem, also when the server cannot be reached. */
export function fetchJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return request(path, {}, signal);
}

/** Asks a read door whose question is too long for an address: nothing is changed by it. Throws as fetchJson does. */
export function postJson<T>(path: string, question: unknown, signal?: AbortSignal): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return request(path, { method: 'POST', headers, body: JSON.stringify(question) }, signal);
}

async function request<T>(path: string, init: RequestInit, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new RequestProblem(0, {
      code: 'dashboard-unreachable',
      message: 'The dashboard did not answer.',
      nextStep: 'Check that it is still running and that this machine reaches it.',
      awsCode: null,
      field: null,
    });
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new RequestProblem(response.status, problemOf(response.status, body));
  return body as T;
}

/** The problem to show for whatever a query or a mutation threw. */
export function problemFrom(error: unknown): ProblemText {
  if (error instanceof RequestProblem) return error.problem;
  return {
    code: 'unexpected',
    message: 'Something went wrong in the page.',
    nextStep: 'Try again; if it stays, reload the page.',
    awsCode: null,
    field: null,
  };
}
