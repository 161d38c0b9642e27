import { createHash, randomBytes } from 'node:crypto';

/** The trace header that one invocation receives, and how often its function was in the chain before. */
export interface InvocationTrace {
  root: string;
  parent: string;
  sampled: boolean;
  lineage: string;
  /** Earlier runs of this function in the chain of requests, by Lineage. */
  earlierRuns: number;
}

const ROOT = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i;
const LINEAGE_PART = /^(?:\d+:)?([0-9a-f]{8}):(\d{1,6})$/i;

/**
 * Passes a trace on as Lambda does: Root kept, a new Parent, the function appended to Lineage. Without a usable header
 * a new Root is made, sampled only where tracing is Active. `nowMs` is epoch ms.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html and …/invocation-recursion.html
 */
export function continueTrace(
  incoming: string | undefined,
  functionArn: string,
  mode: 'Active' | 'PassThrough',
  nowMs: number,
): InvocationTrace {
  const fields = new Map<string, string>();
  for (const part of (incoming ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0) fields.set(part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1).trim());
  }
  const given = fields.get('root') ?? '';
  const root = ROOT.test(given) ? given : newRoot(nowMs);
  const decision = ROOT.test(given) ? fields.get('sampled') : undefined;
  const { lineage, earlierRuns } = appendLineage(fields.get('lineage') ?? '', functionArn);
  return {
    root,
    parent: randomBytes(8).toString('hex'),
    sampled: decision === '1' || (decision !== '0' && mode === 'Active'),
    lineage,
    earlierRuns,
  };
}

/** `Root=…;Parent=…;Sampled=…;Lineage=…` as the function sees it. */
export function traceHeaderOf(trace: InvocationTrace): string {
  return `Root=${trace.root};Parent=${trace.parent};Sampled=${trace.sampled ? 1 : 0};Lineage=${trace.lineage}`;
}

/** The lower-case form of Invoke's response header. */
export function responseTraceHeaderOf(trace: InvocationTrace): string {
  return `root=${trace.root};parent=${trace.parent};sampled=${trace.sampled ? 1 : 0};lineage=${trace.lineage}`;
}

function newRoot(nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, '0');
  return `1-${seconds}-${randomBytes(12).toString('hex')}`;
}

const idByArn = new Map<string, string>();

function lineageId(functionArn: string): string {
  let id = idByArn.get(functionArn);
  if (id === undefined) {
    id = createHash('sha256').update(functionArn).digest('hex').slice(0, 8);
    idByArn.set(functionArn, id);
  }
  return id;
}

function appendLineage(lineage: string, functionArn: string): { lineage: string; earlierRuns: number } {
  const own = lineageId(functionArn);
  let earlierRuns = 0;
  const parts: string[] = [];
  for (const part of lineage.split('|')) {
    const match = LINEAGE_PART.exec(part);
    if (match === null) continue;
    if (match[1]?.toLowerCase() === own) earlierRuns = Number(match[2]) + 1;
    else parts.push(part);
  }
  parts.push(`1:${own}:${earlierRuns}`);
  return { lineage: parts.slice(-32).join('|'), earlierRuns };
}
