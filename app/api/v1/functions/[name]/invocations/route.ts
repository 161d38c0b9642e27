import { connection } from 'next/server';
import { acceptInvocation } from '@/lib/actions/accept-invocation';
import { apiRoutes } from '@/lib/contract/api-routes';
import { parseInput } from '@/lib/contract/parse-input';
import { pathParams } from '../../../path-params';
import { errorResponse } from '../../../problem-response';
import { readBody } from '../../../read-body';
import { invocationResponse } from './invocation-response';

/** A synchronous payload of 6 MB, and the JSON around it. */
const BODY_LIMIT_BYTES = 6_291_456 + 65_536;

const route = apiRoutes.invokeFunction;

export async function POST(
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
): Promise<Response> {
  await connection();
  try {
    const { name } = parseInput(route.params, await pathParams(context.params));
    const headers = parseInput(route.headers, {
      'Idempotency-Key': request.headers.get('idempotency-key') ?? undefined,
    });
    const body = await readBody(request, BODY_LIMIT_BYTES);
    const operation = await acceptInvocation(name, body, headers['Idempotency-Key'] ?? null);
    return invocationResponse(operation);
  } catch (error) {
    return errorResponse(error);
  }
}
