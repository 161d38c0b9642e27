import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { fetchJson, postJson } from '@/components/live/fetch-json';
import { queryKeys } from '@/lib/contract/query-keys';
import type {
  DefinitionCheck,
  ExecutionDetail,
  ExecutionListQuery,
  ExecutionSummary,
  SaveStateMachineInput,
  StateMachineDetail,
  StateMachineSummary,
} from '@/lib/contract/state-machine';

const EXECUTIONS_PER_PAGE = 50;
const RUNNING_POLL_MS = 2000;
/** Many states come with their inputs and outputs: asked for less often. */
const LONG_HISTORY_EVENTS = 1000;
const LONG_POLL_MS = 15_000;
/** The log of a run arrives later than its answer. */
const HOPS_EXPECTED_MS = 120_000;

const apiPath = (name: string): string => `/api/v1/state-machines/${encodeURIComponent(name)}`;

export function stateMachineListOptions() {
  return queryOptions({
    queryKey: queryKeys.stateMachines.list(),
    queryFn: ({ signal }) => fetchJson<{ items: StateMachineSummary[] }>('/api/v1/state-machines', signal),
  });
}

export function stateMachineOptions(name: string) {
  return queryOptions({
    queryKey: queryKeys.stateMachines.detail(name),
    queryFn: ({ signal }) => fetchJson<StateMachineDetail>(apiPath(name), signal),
  });
}

export function executionListOptions(name: string, query: ExecutionListQuery) {
  return infiniteQueryOptions({
    queryKey: queryKeys.executions.list(name, query),
    queryFn: ({ signal, pageParam }) => {
      const params = new URLSearchParams({
        withinMs: String(query.withinMs),
        limit: String(EXECUTIONS_PER_PAGE),
        ...(query.status === undefined ? {} : { status: query.status }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      });
      return fetchJson<{ items: ExecutionSummary[]; nextCursor: string | null }>(
        `${apiPath(name)}/executions?${params}`,
        signal,
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/**
 * An execution; while it runs it is asked for again, for AWS tells nobody of each step, and some time after its end
 * while the log of a run is still to arrive.
 */
export function executionOptions(name: string, executionName: string) {
  return queryOptions({
    queryKey: queryKeys.executions.detail(name, executionName),
    queryFn: ({ signal }) =>
      fetchJson<ExecutionDetail>(`${apiPath(name)}/executions/${encodeURIComponent(executionName)}`, signal),
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined) return false;
      const over = data.stoppedAt !== null && Date.now() - Date.parse(data.stoppedAt) > HOPS_EXPECTED_MS;
      if (over || (data.status !== 'RUNNING' && !expectsHops(data))) return false;
      return data.eventCount > LONG_HISTORY_EVENTS ? LONG_POLL_MS : RUNNING_POLL_MS;
    },
  });
}

function expectsHops({ visits }: ExecutionDetail): boolean {
  return visits.some(({ attempts }) =>
    attempts.some(({ requestId, hop }) => requestId !== null && hop === null),
  );
}

/** What is wrong with a definition that is being written, and its graph; nothing is changed. */
export function definitionCheckOptions(question: Pick<SaveStateMachineInput, 'definition' | 'type'>) {
  return queryOptions({
    queryKey: queryKeys.stateMachines.check(JSON.stringify(question)),
    queryFn: ({ signal }) => postJson<DefinitionCheck>('/api/v1/state-machines/checks', question, signal),
  });
}
