import type { Propagation } from '../../propagation.ts';
import type { SandboxClock, WireRequest, WireResponse } from '../../service.ts';
import type { AsyncQueue } from './async-queue.ts';
import type { FunctionRecord, PolicyStatement } from './function-record.ts';
import { notFound, parseFunctionReference } from './function-reference.ts';
import type { FunctionStore } from './function-store.ts';
import type { Invoker } from './invoker.ts';
import type { MatchedRoute } from './routes.ts';

/** One request to Lambda and what the operations work on. */
export interface LambdaCall {
  request: WireRequest;
  route: MatchedRoute;
  store: FunctionStore;
  invoker: Invoker;
  queue: AsyncQueue;
  /** resource policies as other services see them, by function ARN */
  policies: Propagation<PolicyStatement[]>;
  clock: SandboxClock;
  accountId: string;
}

/** The function that the path names; ResourceNotFoundException where it or its qualifier does not exist. */
export function functionOf(call: LambdaCall): FunctionRecord {
  const account = { accountId: call.accountId, region: call.request.region };
  const { name, qualifier } = parseFunctionReference(
    call.route.name,
    account,
    call.request.query.get('Qualifier'),
  );
  const fn = call.store.find(account.region, name);
  const arn = functionArn(account.region, account.accountId, name);
  if (fn === undefined) throw notFound(arn);
  if (qualifier !== null && qualifier !== '$LATEST') throw notFound(`${arn}:${qualifier}`);
  return fn;
}

export function functionArn(region: string, accountId: string, name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

/** A successful REST-JSON answer. */
export function answer(status: number, output: unknown): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
}

export function emptyAnswer(status = 204): WireResponse {
  return { status, headers: {}, body: '' };
}
