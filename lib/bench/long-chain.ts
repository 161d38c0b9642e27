import type { LogEvent } from '../domain/observation.ts';

const RETRIED_EVERY = 40;
const FAN_OUT_EVERY = 500;
const POLLER = '/aws/lambda/order-poller';
const WORKER = '/aws/lambda/notify-customer';

/**
 * The log of a chain of `hopCount` hops that ended at `endMs` (epoch): a poller that runs itself again, fails now and
 * then and is retried by Lambda, and invokes two others now and then. `number` tells chains apart. The same arguments
 * give the same log.
 */
export function longChain(number: number, hopCount: number, endMs: number): LogEvent[] {
  const random = randomFrom(number + 1);
  const events: LogEvent[] = [];
  let hops = 0;
  let at = 0;
  let attempt = 0;
  let ids = 0;
  const newId = () => requestIdOf(number, ids++);
  let requestId = newId();
  const run = (group: string, id: string, startMs: number, lines: string[], failed: boolean): number => {
    const durationMs = 40 + Math.floor(random() ** 4 * 4_000);
    hops += 1;
    events.push(...runLog(group, id, startMs, durationMs, lines, failed));
    return startMs + durationMs;
  };
  while (hops < hopCount) {
    attempt += 1;
    const left = hopCount - hops;
    const checking = `checking order ord-${number}, attempt ${attempt}`;
    if (attempt % RETRIED_EVERY === 0 && left > 1) {
      at = run(POLLER, requestId, at, [checking], true) + 60_000;
    }
    const fansOut = attempt % FAN_OUT_EVERY === 0 && left > 4;
    const others = fansOut ? [newId(), newId()] : [];
    const next = hopCount - hops - others.length > 1 ? newId() : null;
    const markers = [...others, ...(next === null ? [] : [next])].map((id) => marker(requestId, id, attempt));
    const ended = run(POLLER, requestId, at, [checking, ...markers], false);
    for (const id of others) run(WORKER, id, ended + 20, [`notifying about ord-${number}`], false);
    // now and then nothing happens for an hour
    at = ended + (attempt % 1_000 === 0 ? 3_600_000 : 500 + Math.floor(random() * 4_000));
    requestId = next ?? requestId;
  }
  const shiftMs = endMs - at;
  return events.map((event) => ({
    ...event,
    timestamp: event.timestamp + shiftMs,
    ingestionTime: event.timestamp + shiftMs + 300,
  }));
}

function marker(requestId: string, next: string, attempt: number): string {
  return JSON.stringify({ rerun: { v: 1, via: 'invoke', attempt, requestId, next: { requestId: next } } });
}

function runLog(
  logGroupName: string,
  requestId: string,
  startMs: number,
  durationMs: number,
  lines: string[],
  failed: boolean,
): LogEvent[] {
  const event = (offsetMs: number, message: string): LogEvent => ({
    logGroupName,
    logStreamName: '2026/01/01/[$LATEST]5f0c4e1b2a3d4c5e6f708192a3b4c5d6',
    timestamp: startMs + offsetMs,
    ingestionTime: 0,
    message,
    eventId: null,
  });
  const error = { errorType: 'IssuerUnavailable', errorMessage: 'the issuer did not answer', stack: [] };
  return [
    event(0, `START RequestId: ${requestId} Version: $LATEST\n`),
    ...lines.map((line) => event(1, `2026-01-01T00:00:00.000Z\t${requestId}\tINFO\t${line}\n`)),
    ...(failed
      ? [
          event(
            durationMs,
            `2026-01-01T00:00:00.000Z\t${requestId}\tERROR\tInvoke Error \t${JSON.stringify(error)}\n`,
          ),
        ]
      : []),
    event(durationMs, `END RequestId: ${requestId}\n`),
    event(
      durationMs,
      `REPORT RequestId: ${requestId}\tDuration: ${durationMs}.00 ms\tBilled Duration: ${durationMs} ms\tMemory Size: 256 MB\tMax Memory Used: 91 MB\t\n`,
    ),
  ];
}

function requestIdOf(chain: number, index: number): string {
  return `be${chain.toString(16).padStart(6, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

/** A linear congruential generator: figures of two runs are of the same chain. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
