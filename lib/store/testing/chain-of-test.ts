import type { LogEvent } from '../../domain/observation.ts';
import { eventsOf, requestIdOf, TEST_START_MS, traceIdOf } from './log-lines.ts';

export const CHAIN_OF_TEST_HOPS = 5;

/** The log of a chain of five runs that invoke each other; every identifier tells the chain's number. */
export function chainOfTest(chain: number): LogEvent[] {
  return Array.from({ length: CHAIN_OF_TEST_HOPS }, (_, hop) => {
    const number = chain * 100 + hop;
    return eventsOf({
      requestId: requestIdOf(number),
      startMs: TEST_START_MS + chain * 10_000 + hop * 1_000,
      traceId: traceIdOf(chain + 1),
      attempt: hop + 1,
      lines: [`working on ${number}`],
      ...(hop > 0 ? { parent: requestIdOf(number - 1) } : {}),
      ...(hop < CHAIN_OF_TEST_HOPS - 1 ? { next: requestIdOf(number + 1) } : {}),
    });
  }).flat();
}
