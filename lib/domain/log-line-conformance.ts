import type { ApplicationLine, LogLine } from './log-line-kinds.ts';

const TEXT_NAMES: Readonly<Partial<Record<LogLine['kind'], string>>> = {
  'init-start': 'INIT_START',
  start: 'START',
  end: 'END',
  'init-report': 'INIT_REPORT',
  'restore-start': 'RESTORE_START',
  'restore-report': 'RESTORE_REPORT',
  timeout: 'timeout',
  'runtime-error': 'runtime-error',
};
const PLATFORM_NAMES: Readonly<Partial<Record<LogLine['kind'], string>>> = {
  'init-start': 'initStart',
  'init-runtime-done': 'initRuntimeDone',
  'init-report': 'initReport',
  'restore-start': 'restoreStart',
  'restore-runtime-done': 'restoreRuntimeDone',
  'restore-report': 'restoreReport',
  start: 'start',
  end: 'end',
  'runtime-done': 'runtimeDone',
  report: 'report',
  fault: 'fault',
  extension: 'extension',
  'telemetry-subscription': 'telemetrySubscription',
  'logs-subscription': 'logsSubscription',
  'logs-dropped': 'logsDropped',
};

/** The name that conformance data gives a line: its AWS name with the features found, such as `REPORT+XRAY+timeout`. */
export function conformanceKindOf(line: LogLine): string {
  if (line.kind === 'application') return applicationKind(line);
  if (line.kind === 'platform-other') return line.type;
  if (line.format === 'json') {
    return `platform.${PLATFORM_NAMES[line.kind] ?? line.kind}${hasTracing(line) ? '+tracing' : ''}`;
  }
  if (line.kind !== 'report') return TEXT_NAMES[line.kind] ?? line.kind;
  const features = [
    line.traceId === null ? '' : '+XRAY',
    line.restoreDurationMs === null ? '' : '+restore',
    line.status === 'timeout' ? '+timeout' : line.status === 'error' ? '+error' : '',
  ];
  return `REPORT${features.join('')}`;
}

function hasTracing(line: LogLine): boolean {
  if (line.kind === 'report') return line.traceId !== null;
  return 'trace' in line && line.trace !== null;
}

function applicationKind(line: ApplicationLine): string {
  switch (line.format) {
    case 'node-text':
      return line.label === null ? 'app-node' : 'node-invoke-error';
    case 'python-text':
      return line.uncaught ? 'python-error' : 'app-python';
    case 'java-text':
      return 'app-java';
    case 'json':
      return 'app-json';
    case 'plain':
      return line.uncaught ? 'java-error' : 'app';
  }
}
