import 'server-only';
import type { QueryClient } from '@tanstack/react-query';
import { healthQueryOptions } from '@/components/live/health-query-options';
import { makeQueryClient } from '@/components/live/query-client';
import { requestHealth } from './request-health';

/**
 * What a part of a page starts from: the health. Every part brings it, because parts are rendered and taken over in
 * any order, and a part that came first without it would leave the others without it in the HTML.
 */
export async function seededClient(): Promise<QueryClient> {
  const client = makeQueryClient();
  await client.prefetchQuery({ ...healthQueryOptions(), queryFn: () => requestHealth() });
  return client;
}
