import { connection } from 'next/server';
import { getRuntime } from '@/lib/runtime/runtime';

/** What changed, as server-sent events; one stream serves all tabs of a browser. */
export async function GET(): Promise<Response> {
  await connection();
  const { live } = await getRuntime();
  return new Response(live.openStream(), {
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
