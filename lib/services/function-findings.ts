import type { FunctionRecord } from '../collector/function-record.ts';
import type { FunctionSummary } from '../contract/function.ts';

type Finding = FunctionSummary['findings'][number];

/**
 * How well chains of a function can be followed, and what stands in the way: an exact link needs the marker, a trace
 * link active tracing, and a run that logs no system line at INFO is not seen at all (aws.md 4.3).
 */
export function functionFindings(
  record: FunctionRecord,
  seen: { markerSeenAt: Date | null },
): Pick<FunctionSummary, 'followability' | 'findings'> {
  const marker = seen.markerSeenAt !== null;
  const findings = [...runFindings(record, marker), ...logFindings(record), ...linkFindings(record, marker)];
  const blind = findings.some((finding) => finding.code === 'system-log-level');
  const traced = record.tracingMode === 'Active';
  return { followability: blind ? 'blind' : marker ? 'exact' : traced ? 'trace' : 'single-runs', findings };
}

function problem(code: Finding['code'], message: string, fixable = false): Finding {
  return { code, severity: 'problem', message, fixable };
}

function hint(code: Finding['code'], message: string, fixable = false): Finding {
  return { code, severity: 'hint', message, fixable };
}

function runFindings(record: FunctionRecord, marker: boolean): Finding[] {
  const { state, reservedConcurrency, recursiveLoop } = record;
  const findings: Finding[] = [];
  if (reservedConcurrency === 0) {
    findings.push(problem('reserved-zero', 'Reserved concurrency is 0: every invocation is refused.'));
  }
  if (state === 'Failed')
    findings.push(problem('not-active', 'AWS could not set the function up: it cannot run.'));
  if (state === 'Pending' || state === 'Inactive') {
    findings.push(
      hint('not-active', `The function is ${state.toLowerCase()}: its first run takes longer or is refused.`),
    );
  }
  if (recursiveLoop === 'Allow') {
    findings.push(
      hint('recursion-allowed', 'AWS’s loop guard is off: a loop without a limit of its own never ends.'),
    );
  }
  if (recursiveLoop === 'Terminate' && marker) {
    findings.push(
      hint('recursion-terminate', 'AWS’s loop guard stops a chain of direct invocations at about 16 runs.'),
    );
  }
  return findings;
}

function logFindings({ logFormat, systemLogLevel, applicationLogLevel }: FunctionRecord): Finding[] {
  if (logFormat === 'Text') {
    return [
      hint(
        'text-format',
        'Logs are plain text: levels are guessed and trace IDs are missing from START.',
        true,
      ),
    ];
  }
  const findings: Finding[] = [];
  if (systemLogLevel === 'WARN') {
    findings.push(
      problem(
        'system-log-level',
        'System log level WARN: runs that succeed leave no trace in the log.',
        true,
      ),
    );
  }
  if (applicationLogLevel !== null && !['TRACE', 'DEBUG', 'INFO'].includes(applicationLogLevel)) {
    const message = `Application log level ${applicationLogLevel}: markers printed at INFO are dropped.`;
    findings.push(problem('application-log-level', message, true));
  }
  return findings;
}

function linkFindings({ tracingMode }: FunctionRecord, marker: boolean): Finding[] {
  const findings: Finding[] = [];
  if (tracingMode === 'PassThrough') {
    const message = 'Active tracing is off: the log does not show which trace a run belongs to.';
    findings.push(marker ? hint('tracing-off', message, true) : problem('tracing-off', message, true));
  }
  if (!marker) {
    findings.push(
      hint('no-marker', 'No marker line seen yet: what a run started next is not known exactly.'),
    );
  }
  return findings;
}
