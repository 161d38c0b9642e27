import 'server-only';
import type { QueryClient } from '@tanstack/react-query';
import type { SearchParams } from 'nuqs/server';
import { filtersOf } from '@/components/chains/list/chain-filters.model';
import { loadChainSearchParams } from '@/components/chains/list/chain-search-params';
import {
  chainChartOptions,
  chainCountsOptions,
  chainListOptions,
  PAGE_SIZE,
} from '@/components/chains/list/chains-query-options';
import { chartStart } from '@/components/chains/list/outcome-chart.model';
import { chartChains } from '@/lib/queries/chart-chains';
import { countChains } from '@/lib/queries/count-chains';
import { getChains } from '@/lib/queries/get-chains';
import { seededClient } from './seeded-client';

/** Reads what the list shows first; what fails here is read again, and shown, by the browser. */
export async function seedChains(searchParams: SearchParams): Promise<QueryClient> {
  const client = await seededClient();
  const state = loadChainSearchParams(searchParams);
  const filters = filtersOf(state);
  const all = { ...filters, attention: false };
  await Promise.all([
    client
      .fetchQuery({ ...chainCountsOptions(all), queryFn: () => countChains(all) })
      .then((counts) => {
        const shown = filters.attention && state.cursor === null && counts.attention === 0 ? all : filters;
        const cursor = state.cursor === null ? {} : { cursor: state.cursor };
        return client.prefetchQuery({
          ...chainListOptions(shown, state.cursor),
          queryFn: () => getChains({ ...shown, limit: PAGE_SIZE, ...cursor }),
        });
      })
      .catch(() => undefined),
    client
      .fetchQuery({ ...chainChartOptions(all), queryFn: () => chartChains(all) })
      .then((chart) => {
        const start = chartStart(chart, all, Date.now());
        if (start === null) return;
        const closer = { ...all, from: start };
        return client.prefetchQuery({ ...chainChartOptions(closer), queryFn: () => chartChains(closer) });
      })
      .catch(() => undefined),
  ]);
  return client;
}
