import type { ChainTimeline } from '@/lib/contract/chain';
import { HOP_STATUSES, type HopStatus, MECHANISMS, type Mechanism } from '@/lib/domain/hop';

/** One hop of a timeline built for a test. */
export interface TimelineHop {
  id: string;
  parent?: string | null;
  start?: number;
  end?: number;
  status?: HopStatus;
  via?: Mechanism;
  functionName?: string;
  linkKind?: number;
  sent?: number;
  /** Name of the execution whose task it is. */
  execution?: string;
}

/** A timeline as the API answers it, for tests. */
export function aTimeline(hops: TimelineHop[], baseMs = 0, revision = '1'): ChainTimeline {
  const functionNames = [...new Set(hops.map((hop) => hop.functionName ?? 'poll-order'))];
  const executionNames = [...new Set(hops.flatMap((hop) => hop.execution ?? []))];
  return {
    chainId: 'chain-1',
    revision,
    baseMs,
    functionNames,
    hopIds: hops.map((hop) => hop.id),
    parentHopIds: hops.map((hop) => hop.parent ?? null),
    functionIndex: hops.map((hop) => functionNames.indexOf(hop.functionName ?? 'poll-order')),
    startMs: hops.map((hop) => hop.start ?? -1),
    endMs: hops.map((hop) => hop.end ?? -1),
    statusIndex: hops.map((hop) => HOP_STATUSES.indexOf(hop.status ?? 'succeeded')),
    viaIndex: hops.map((hop) => MECHANISMS.indexOf(hop.via ?? 'invoke')),
    attempt: hops.map(() => 1),
    linkKind: hops.map((hop) => hop.linkKind ?? 0),
    sentMs: hops.map((hop) => hop.sent ?? -1),
    executions: executionNames.map((name) => ({
      executionArn: `arn:aws:states:us-east-1:000000000000:execution:poller:${name}`,
      name,
      stateMachineName: 'poller',
      status: 'SUCCEEDED',
      startMs: 0,
      endMs: 1000,
    })),
    executionIndex: hops.map((hop) => executionNames.indexOf(hop.execution ?? '')),
  };
}

/** `count` hops in a line, each started when the one before ended. */
export function aLine(count: number, runMs = 80, gapMs = 20): TimelineHop[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `hop-${i}`,
    parent: i === 0 ? null : `hop-${i - 1}`,
    start: i * (runMs + gapMs),
    end: i * (runMs + gapMs) + runMs,
  }));
}
