import { queryOptions } from '@tanstack/react-query';
import { fetchJson, postJson } from '@/components/live/fetch-json';
import { queryKeys } from '@/lib/contract/query-keys';
import type {
  RuleCheck,
  RuleCheckRequest,
  RuleDetail,
  RuleExport,
  RulePage,
  RuleRef,
} from '@/lib/contract/rule';

const apiPath = ({ eventBusName, ruleName }: RuleRef): string =>
  `/api/v1/rules/${encodeURIComponent(eventBusName)}/${encodeURIComponent(ruleName)}`;

export function ruleListOptions(withinMs: number) {
  return queryOptions({
    queryKey: queryKeys.rules.list(withinMs),
    queryFn: ({ signal }) => fetchJson<RulePage>(`/api/v1/rules?withinMs=${withinMs}`, signal),
  });
}

export function ruleDetailOptions(rule: RuleRef) {
  return queryOptions({
    queryKey: queryKeys.rules.detail(rule.eventBusName, rule.ruleName),
    queryFn: ({ signal }) => fetchJson<RuleDetail>(apiPath(rule), signal),
  });
}

export function ruleExportOptions(rule: RuleRef, format: RuleExport['format']) {
  return queryOptions({
    queryKey: [...queryKeys.rules.detail(rule.eventBusName, rule.ruleName), 'export', format] as const,
    queryFn: ({ signal }) => fetchJson<RuleExport>(`${apiPath(rule)}/export?format=${format}`, signal),
  });
}

/** The server's judgement of a rule that is being written; nothing is changed. */
export function ruleCheckOptions(request: RuleCheckRequest) {
  return queryOptions({
    queryKey: queryKeys.rules.check(JSON.stringify(request)),
    queryFn: ({ signal }) => postJson<RuleCheck>('/api/v1/rules/checks', request, signal),
  });
}
