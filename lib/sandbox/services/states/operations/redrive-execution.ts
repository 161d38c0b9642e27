import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import { requireExecution, type StatesCall } from '../states-call.ts';
import { parseStatesInput, zArn, zText } from '../states-input.ts';

const REDRIVABLE_MS = 14 * 86_400_000;
const MAX_REDRIVES = 1_000;
const MAX_EVENTS = 24_999;
const zRedrive = z.object({ executionArn: zArn, clientToken: zText(1, 64).optional() });

/** RedriveExecution goes on with the states that failed; a client token makes it once. */
export function redriveExecution(call: StatesCall) {
  const { executionArn, clientToken } = parseStatesInput(zRedrive, call.body);
  const execution = requireExecution(call.executions, executionArn);
  const now = call.clock.now();
  const made = clientToken === undefined ? undefined : execution.redriveTokens[clientToken];
  if (made !== undefined) return { redriveDate: made / 1_000 };
  if (execution.status === 'RUNNING' || execution.status === 'SUCCEEDED') {
    throw notRedrivable(`Execution is ${execution.status} and cannot be redriven`);
  }
  if (now - (execution.stoppedAtMs ?? now) > REDRIVABLE_MS) {
    throw notRedrivable('Execution has exceeded the redrivable period of 14 days');
  }
  if (execution.redriveCount >= MAX_REDRIVES) {
    throw notRedrivable(`Execution has been redriven ${MAX_REDRIVES} times`);
  }
  if (call.executions.history(execution).length >= MAX_EVENTS) {
    throw notRedrivable('Execution history event limit exceeded');
  }
  const redriven = {
    ...execution,
    status: 'RUNNING' as const,
    stoppedAtMs: null,
    output: null,
    error: null,
    cause: null,
    redriveCount: execution.redriveCount + 1,
    redrivenAtMs: now,
    redriveTokens: {
      ...execution.redriveTokens,
      ...(clientToken === undefined ? {} : { [clientToken]: now }),
    },
  };
  call.executions.save(redriven);
  call.executor.redrive(redriven);
  return { redriveDate: now / 1_000 };
}

function notRedrivable(reason: string): AwsError {
  return new AwsError('ExecutionNotRedrivable', reason);
}
