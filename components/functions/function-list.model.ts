import type { FunctionSummary } from '@/lib/contract/function';

export const FUNCTION_VIEWS = ['all', 'watched', 'problems'] as const;
export type FunctionView = (typeof FUNCTION_VIEWS)[number];

const hasProblem = (each: FunctionSummary): boolean =>
  each.findings.some((finding) => finding.severity === 'problem');

export function problemCount(each: FunctionSummary): number {
  return each.findings.filter((finding) => finding.severity === 'problem').length;
}

/** The functions of a view whose name or ARN holds `text`: those that ran last first, then by name. */
export function listedFunctions(
  functions: readonly FunctionSummary[],
  view: FunctionView,
  text: string,
): FunctionSummary[] {
  const wanted = text.trim().toLowerCase();
  return functions
    .filter(
      (each) =>
        (view === 'all' || (view === 'watched' ? each.watched : hasProblem(each))) &&
        (wanted === '' || each.functionArn.toLowerCase().includes(wanted)),
    )
    .sort((a, b) => (b.lastHopAt ?? '').localeCompare(a.lastHopAt ?? '') || compareNames(a, b));
}

/** How many functions each view holds. */
export function viewCounts(functions: readonly FunctionSummary[]): Record<FunctionView, number> {
  return {
    all: functions.length,
    watched: functions.filter((each) => each.watched).length,
    problems: functions.filter(hasProblem).length,
  };
}

function compareNames(a: FunctionSummary, b: FunctionSummary): number {
  return a.functionName < b.functionName ? -1 : a.functionName > b.functionName ? 1 : 0;
}
