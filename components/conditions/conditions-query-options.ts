import { queryOptions } from '@tanstack/react-query';
import { fetchJson, postJson } from '@/components/live/fetch-json';
import type {
  ConditionCheck,
  ConditionDetail,
  ConditionSummary,
  Decision,
  Rehearsal,
  RehearseInput,
  SaveConditionInput,
} from '@/lib/contract/condition';
import { queryKeys } from '@/lib/contract/query-keys';
import type { RuleExport } from '@/lib/contract/rule';

const API = '/api/v1/conditions';
const PROGRESS_MS = 500;

export function conditionListOptions() {
  return queryOptions({
    queryKey: queryKeys.conditions.list(),
    queryFn: ({ signal }) => fetchJson<{ items: ConditionSummary[] }>(API, signal),
    select: ({ items }) => items,
  });
}

export function conditionDetailOptions(conditionId: string) {
  return queryOptions({
    queryKey: queryKeys.conditions.detail(conditionId),
    queryFn: ({ signal }) => fetchJson<ConditionDetail>(`${API}/${encodeURIComponent(conditionId)}`, signal),
  });
}

/** The server's judgement of a condition that is being written; nothing is changed. */
export function conditionCheckOptions(condition: SaveConditionInput) {
  return queryOptions({
    queryKey: queryKeys.conditions.check(JSON.stringify(condition)),
    queryFn: ({ signal }) => postJson<ConditionCheck>(`${API}/checks`, condition, signal),
  });
}

export function conditionExportOptions(conditionId: string, format: RuleExport['format']) {
  return queryOptions({
    // not below the detail, which is read again with every chain: this asks AWS
    queryKey: [...queryKeys.conditions.all, 'export', conditionId, format] as const,
    queryFn: ({ signal }) =>
      fetchJson<RuleExport>(`${API}/${encodeURIComponent(conditionId)}/export?format=${format}`, signal),
  });
}

/** Its last decisions of one kind. */
export function conditionDecisionsOptions(conditionId: string, decision: Decision['decision']) {
  return queryOptions({
    queryKey: queryKeys.conditions.decisions({ condition: conditionId, decision }),
    queryFn: ({ signal }) =>
      fetchJson<{ items: Decision[] }>(
        `${API}/${encodeURIComponent(conditionId)}/decisions?decision=${decision}`,
        signal,
      ),
    select: ({ items }) => items,
  });
}

/** A rehearsal from its start to its end. */
export function rehearsalOptions(rehearsalId: string) {
  return queryOptions({
    queryKey: queryKeys.conditions.rehearsal(rehearsalId),
    queryFn: ({ signal }) => fetchJson<Rehearsal>(`${API}/rehearsals/${rehearsalId}`, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? PROGRESS_MS : false),
  });
}

export const startRehearsal = (input: RehearseInput): Promise<Rehearsal> =>
  postJson(`${API}/rehearsals`, input);

export const cancelRehearsal = (rehearsalId: string): Promise<Rehearsal> =>
  postJson(`${API}/rehearsals/${rehearsalId}/cancellations`, {});
