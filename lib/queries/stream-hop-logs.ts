import 'server-only';
import { maskError, problemText } from '../contract/mask-error.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { mustFindHop } from '../services/read-hop-logs.ts';
import { tailHopLogs } from '../services/tail-hop-logs.ts';

const HEARTBEAT_MS = 15_000;

/**
 * The log of a hop while it runs, as a `text/event-stream` body: `lines`, `problem`, and `end` when the run is over.
 * Ends when the reader goes away or the dashboard shuts down. Throws `not-found`.
 */
export async function streamHopLogs(hopId: string): Promise<ReadableStream<Uint8Array>> {
  const runtime = await getRuntime();
  await mustFindHop(runtime, hopId);
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const signal = AbortSignal.any([gone.signal, runtime.closing]);

  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (chunk: string) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(chunk));
      };
      const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
      heartbeat.unref();
      const run = async () => {
        try {
          for await (const lines of tailHopLogs(runtime, hopId, signal)) send(sse('lines', lines));
          send(sse('end', {}));
        } catch (error) {
          const masked = maskError(error, (errorId, err) => {
            runtime.logger.error({ hopId, errorId, err }, 'a log could not be followed');
          });
          send(sse('problem', problemText(masked)));
        }
      };
      run().finally(() => {
        clearInterval(heartbeat);
        if (!gone.signal.aborted) controller.close();
      });
    },
    cancel() {
      gone.abort();
    },
  });
}

/** JSON holds no raw line break, so one `data:` line carries it. */
function sse(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
