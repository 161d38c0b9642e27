import { randomBytes } from 'node:crypto';
import { formatTraceHeader, newTraceId, parseTraceHeader } from '../../../domain/trace-header.ts';

/**
 * The trace header that targets get: the Root that came in and a new Parent; a new Root where none came or it was no
 * header. Lineage ends here, so that Lambda's loop detection does not see loops that lead over a bus.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-related-service-xray.html
 */
export function continueEventTrace(incoming: string | undefined, nowMs: number): string {
  const header = parseTraceHeader(incoming ?? '');
  return formatTraceHeader({
    self: null,
    root: header?.root ?? newTraceId(nowMs / 1_000, randomBytes(12).toString('hex')),
    parent: randomBytes(8).toString('hex'),
    sampled: header?.root == null ? '0' : header.sampled,
    lineage: null,
  });
}
