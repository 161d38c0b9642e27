import { connection } from 'next/server';
import { acceptInvocation } from '@/lib/actions/accept-invocation';
import { apiRoutes } from '@/lib/contract/api-routes';
import { parseInput } from '@/lib/contract/parse-input';
import { AppError } from '@/lib/domain/app-error';
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
    const body = await readBody(request, BODY_LIMIT_BYTES, tooLarge);
    const operation = await acceptInvocation(name, body, headers['Idempotency-Key'] ?? null);
    return invocationResponse(operation);
  } catch (error) {
    return errorResponse(error);
  }
}

function tooLarge(limitBytes: number): AppError {
  return new AppError(
    'payload-too-large',
    `The body has more than ${limitBytes.toLocaleString('en-US')} bytes: Lambda takes payloads of 6,291,456 bytes at most.`,
    { field: 'payload', nextStep: 'Put the data in S3 and pass its key.' },
  );
}
