import { maskError } from '@/lib/contract/mask-error';
import { fieldErrorsOf } from '@/lib/contract/parse-input';
import { type Problem, problemOf } from '@/lib/contract/problem';
import { getRuntime } from '@/lib/runtime/runtime';

/** Answers `problem` as RFC 9457 says. */
export function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}

/** Answers whatever a handler threw; what was not expected is logged under an ID and masked. */
export async function errorResponse(error: unknown): Promise<Response> {
  const unexpected: { errorId: string; err: unknown }[] = [];
  const masked = maskError(error, (errorId, err) => unexpected.push({ errorId, err }));
  if (unexpected.length > 0) {
    const runtime = await getRuntime().catch(() => null);
    for (const fields of unexpected) runtime?.logger.error(fields, 'an API call failed');
  }
  const problem = problemOf(masked);
  return problemResponse({ ...problem, errors: fieldErrorsOf(masked) ?? problem.errors });
}
