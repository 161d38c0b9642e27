import 'server-only';
import { getRuntime } from '../runtime/runtime.ts';
import { type Invocation, invokeFunction } from '../services/invoke-function.ts';
import { authoriseWrite } from './authorise-write.ts';
import { parseInvocationBody } from './parse-invocation-body.ts';

export type { Invocation };

/**
 * The automation API's write door: parse → authorise → service. Returns the settled operation, the first one for the
 * same `idempotencyKey`. Throws AppError: `invalid-input`, `payload-too-large`, `forbidden`, `not-found`, `conflict`.
 */
export async function acceptInvocation(
  functionName: string,
  body: string,
  idempotencyKey: string | null,
): Promise<Invocation> {
  const request = parseInvocationBody(body);
  const runtime = await getRuntime();
  authoriseWrite(runtime.env);
  return invokeFunction(runtime, { functionName, ...request, idempotencyKey });
}
