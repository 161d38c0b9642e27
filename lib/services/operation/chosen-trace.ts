import { randomBytes } from 'node:crypto';
import { formatTraceHeader, newTraceId } from '../../domain/trace-header.ts';

/** A Root of its own for what starts a chain. */
export function chooseTraceId(): string {
  return newTraceId(Math.floor(Date.now() / 1000), randomBytes(12).toString('hex'));
}

/** The header by which what is sent goes on with this Root. */
export function traceHeaderOf(traceId: string): string {
  return formatTraceHeader({
    root: traceId,
    self: null,
    parent: randomBytes(8).toString('hex'),
    sampled: '1',
    lineage: null,
  });
}
