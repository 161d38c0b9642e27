import { isServer, QueryClient } from '@tanstack/react-query';
import { RequestProblem } from './fetch-json';
import { liveStatus } from './live-status';

const STALE_WITHOUT_STREAM_MS = 5000;

function follows(): boolean {
  const status = liveStatus.get();
  return status === 'connected' || status === 'connecting';
}

/** One client per request on the server, one per browser. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // With the stream connected changes announce themselves, and connecting reads everything again.
        staleTime: () => (isServer || follows() ? Number.POSITIVE_INFINITY : STALE_WITHOUT_STREAM_MS),
        gcTime: 5 * 60_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof RequestProblem && error.status >= 400 && error.status < 500),
        refetchOnWindowFocus: false,
      },
    },
  });
}
