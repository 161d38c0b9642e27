import type { FunctionSummary } from '@/lib/contract/function';
import type { FunctionFix } from '@/lib/contract/plan';

type Finding = FunctionSummary['findings'][number];

/** Which fix mends a finding; null where a plan cannot. */
export function fixOf(finding: Finding): FunctionFix | null {
  if (!finding.fixable) return null;
  switch (finding.code) {
    case 'tracing-off':
      return 'tracing-active';
    case 'text-format':
      return 'json-logs';
    case 'system-log-level':
      return 'system-log-level-info';
    case 'application-log-level':
      return 'application-log-level-info';
    default:
      return null;
  }
}

/** The fixes of the findings, each once. */
export function fixesOf(findings: readonly Finding[]): FunctionFix[] {
  return [...new Set(findings.flatMap((finding) => fixOf(finding) ?? []))];
}
