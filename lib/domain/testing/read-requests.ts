import { attributeLines, type StreamRun } from '../attribute-lines.ts';
import type { Hop } from '../hop.ts';
import { deriveHops, type KnownHop } from '../hops.ts';
import type { LogEvent, Observation } from '../observation.ts';
import { mergeObservations } from '../observation-key.ts';
import { type ObservedLine, observe } from '../observe.ts';
import type { RequestRecord } from '../request.ts';

/** Takes log events in batches, as the store does, and keeps what it learns of each request. */
export class RequestReader {
  readonly requests = new Map<string, RequestRecord>();
  readonly hops = new Map<string, Hop[]>();
  #strays: ObservedLine[] = [];
  readonly timeoutMs: number;

  constructor(timeoutMs = 30_000) {
    this.timeoutMs = timeoutMs;
  }

  read(events: readonly LogEvent[]): void {
    const touched = new Set<string>();
    for (const line of observe(events)) {
      if (line.requestId === null) this.#strays.push(line);
      else {
        this.#add(line.requestId, line.event, line.observation);
        touched.add(line.requestId);
      }
    }
    this.#derive(touched);
    const found = attributeLines(this.#strays, this.#streamRuns());
    for (const line of found)
      if (line.requestId !== null) this.#add(line.requestId, line.event, line.observation);
    const attributed = new Set(found.map((line) => line.event));
    this.#strays = this.#strays.filter((line) => !attributed.has(line.event));
    this.#derive(new Set(found.flatMap((line) => line.requestId ?? [])));
  }

  /** What the dashboard itself knows of a request. */
  know(requestId: string, observation: Observation): void {
    this.#add(requestId, null, observation);
    this.#derive(new Set([requestId]));
  }

  #add(requestId: string, event: LogEvent | null, observation: Observation | null): void {
    const known = this.requests.get(requestId);
    const logGroupName = known?.logGroupName ?? event?.logGroupName ?? null;
    this.requests.set(requestId, {
      requestId,
      functionName: logGroupName?.split('/').at(-1) ?? 'poller',
      functionArn: null,
      logGroupName,
      timeoutMs: this.timeoutMs,
      observations: mergeObservations(known?.observations ?? [], observation === null ? [] : [observation]),
    });
  }

  #derive(requestIds: ReadonlySet<string>): void {
    for (const requestId of requestIds) {
      const request = this.requests.get(requestId);
      const known: readonly KnownHop[] = this.hops.get(requestId) ?? [];
      if (request !== undefined) this.hops.set(requestId, deriveHops(request, known));
    }
  }

  #streamRuns(): StreamRun[] {
    return [...this.hops.values()].flat().flatMap((hop) =>
      hop.logStreamName === null || hop.startedAt === null
        ? []
        : [
            {
              logStreamName: hop.logStreamName,
              requestId: hop.requestId,
              startedAt: hop.startedAt.getTime(),
              endedAt: hop.endedAt?.getTime() ?? null,
            },
          ],
    );
  }
}

/** The requests that one batch of log events tells of. */
export function readRequests(events: readonly LogEvent[]): RequestRecord[] {
  const reader = new RequestReader();
  reader.read(events);
  return [...reader.requests.values()];
}
