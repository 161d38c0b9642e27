import { timestampMs } from '../asl/choice-comparison.ts';
import { FieldError } from '../asl/state-error.ts';
import type { Doing } from './frame.ts';
import type { Sequence } from './run.ts';
import { enteredOf, updateEntered } from './sequence-state.ts';
import { sleep } from './sleep.ts';
import type { StateIo } from './state-io.ts';

const MAX_SECONDS = 99_999_999;

/** Waits as the state says; after a restart for what is left of it. */
export async function runWait(sequence: Sequence, io: StateIo): Promise<void> {
  const { doing } = enteredOf(sequence);
  if (doing?.kind !== 'wait') {
    const waitMs = await waitMsOf(io, sequence.run.clock.now());
    keepWaiting(sequence, { kind: 'wait', startedAtMs: sequence.run.clock.now(), waitMs });
  }
  await sleepOut(sequence);
}

/** Notes that the sequence waits from now on. */
function keepWaiting(sequence: Sequence, doing: Extract<Doing, { waitMs: number }>): void {
  sequence.run.log.record([], sequence.path, updateEntered(sequence, { doing }));
}

/** Waits for what is left of the wait that was noted. */
export async function sleepOut(sequence: Sequence): Promise<void> {
  const { doing } = enteredOf(sequence);
  if (doing?.kind !== 'wait' && doing?.kind !== 'backoff') return;
  const { clock, timeScale } = sequence.run;
  const passedMs = timeScale > 0 ? (clock.now() - doing.startedAtMs) / timeScale : doing.waitMs;
  await sleep(doing.waitMs - Math.max(0, passedMs), clock, sequence.signal);
}

async function waitMsOf(io: StateIo, nowMs: number): Promise<number> {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = io.state;
  const seconds = await io.field('Seconds', Seconds, SecondsPath);
  if (seconds !== undefined) {
    const given = typeof seconds === 'string' ? Number.NaN : Number(seconds);
    if (Number.isInteger(given) && given >= 0 && given <= MAX_SECONDS) return given * 1_000;
    throw invalid(
      io,
      'Seconds',
      `Expected an integer from 0 to ${MAX_SECONDS}, but was ${JSON.stringify(seconds)}`,
    );
  }
  const timestamp = await io.field('Timestamp', Timestamp, TimestampPath);
  const at = timestampMs(timestamp ?? null);
  if (at !== null) return Math.max(0, at - nowMs);
  throw invalid(io, 'Timestamp', `Expected a timestamp of ISO 8601, but was ${JSON.stringify(timestamp)}`);
}

function invalid(io: StateIo, field: string, message: string): FieldError {
  return io.language === 'JSONata'
    ? new FieldError(
        'States.QueryEvaluationError',
        `The field '${field}' has an unsupported value. ${message}`,
        field,
      )
    : new FieldError(
        'States.Runtime',
        `The ${field}Path parameter does not reference a valid value. ${message}`,
      );
}
