import { connection } from 'next/server';
import { apiRoutes } from '@/lib/contract/api-routes';
import { parseInput } from '@/lib/contract/parse-input';
import { streamHopLogs } from '@/lib/queries/stream-hop-logs';
import { pathParams } from '../../../../path-params';
import { errorResponse } from '../../../../problem-response';

export async function GET(
  _request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
): Promise<Response> {
  await connection();
  try {
    const { hopId } = parseInput(apiRoutes.tailHopLogs.params, await pathParams(context.params));
    return new Response(await streamHopLogs(hopId), {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      },
    });
  } catch (error) {
    return errorResponse(error);
  }
}
