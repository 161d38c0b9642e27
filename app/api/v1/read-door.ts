import { connection } from 'next/server';
import type { z } from 'zod';
import type { ApiRoute } from '@/lib/contract/api-route';
import { parseInput } from '@/lib/contract/parse-input';
import { pathParams } from './path-params';
import { errorResponse } from './problem-response';
import { queryObject } from './query-object';

/**
 * The handler of a GET route: reads parameters and query by its schemas, and answers what `read` returns as JSON,
 * or a problem. What `read` returns must fit the route's own answer.
 */
export function readDoor<Params extends z.ZodObject, Query extends z.ZodObject, Answer extends z.ZodType>(
  route: ApiRoute & { method: 'GET'; params: Params; query: Query; answers: { 200: Answer } },
  read: (input: { params: z.output<Params>; query: z.output<Query> }) => Promise<z.output<Answer>>,
) {
  return async (
    request: Request,
    context: { params: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response> => {
    await connection();
    try {
      const params = parseInput(route.params, await pathParams(context.params));
      const query = parseInput(route.query, queryObject(new URL(request.url).searchParams));
      return Response.json(await read({ params, query }), { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      return errorResponse(error);
    }
  };
}
