/** The managed Node runtime of the sandbox: one process is one execution environment. */
import { readFileSync } from 'node:fs';
import { createContext } from './context.mjs';
import { ExitDuringRun, toErrorResponse } from './errors.mjs';
import { loadHandler } from './load-handler.mjs';
import { patchConsole } from './log.mjs';
import { runHandler } from './run-handler.mjs';
import { RuntimeApiClient } from './runtime-api-client.mjs';

const api = new RuntimeApiClient();
const log = patchConsole();
let running = null;

process.on('uncaughtException', (error) => stop('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) =>
  stop('Unhandled Promise Rejection', ExitDuringRun.fromRejection(reason), 128),
);

/** The runtime cannot go on after an error that nobody caught: it says so and exits. */
function stop(label, error, exitCode) {
  log.uncaught(label, error);
  log.flush();
  const path = running === null ? 'init/error' : `invocation/${running}/error`;
  api.post(path, toErrorResponse(error), log.bytesWritten()).finally(() => process.exit(exitCode));
}

let handler;
try {
  handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
} catch (error) {
  log.uncaught('Uncaught Exception', error);
  await api.post('init/error', toErrorResponse(error), log.bytesWritten());
  process.exit(1);
}

let answer = null;
for (;;) {
  const invocation = await api.next(answer, log.bytesWritten(), peakMemoryMb());
  running = invocation.requestId;
  log.beginRun(running);
  if (invocation.traceHeader === undefined) delete process.env._X_AMZN_TRACE_ID;
  else process.env._X_AMZN_TRACE_ID = invocation.traceHeader;
  let body;
  let failed = false;
  try {
    const result = await runHandler(handler, JSON.parse(invocation.event), createContext(invocation));
    body = stringify(result);
  } catch (error) {
    failed = true;
    log.uncaught('Invoke Error', error);
    body = toErrorResponse(error);
  }
  log.flush();
  answer = { requestId: running, failed, body };
}

function stringify(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch (cause) {
    const error = new Error(`Unable to stringify response body: ${cause.message}`);
    error.name = 'Runtime.MarshalError';
    throw error;
  }
}

/** The kernel's own peak; elsewhere than on Linux the size at the end of the run. */
function peakMemoryMb() {
  try {
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (peak !== null) return Math.ceil(Number(peak[1]) / 1024);
  } catch {}
  return Math.ceil(process.memoryUsage.rss() / 1_048_576);
}
