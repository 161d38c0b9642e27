import type { LambdaFunction } from '../aws/lambda-function.ts';
import type { FunctionRow } from '../store/store-functions.ts';

/** What the collector keeps of a function in `FunctionRow.configuration`: ListFunctions, and what is read lazily. */
export interface FunctionRecord extends LambdaFunction {
  /** GetFunctionRecursionConfig, null until read. */
  recursiveLoop: 'Allow' | 'Terminate' | null;
  /** GetFunctionConcurrency; null where none is reserved or it was not read yet. */
  reservedConcurrency: number | null;
  tags: Record<string, string> | null;
  /** `CloudFormation stack orders`, `Terraform` …: whose next deployment reverts a change made here. */
  managedBy: string | null;
  /** ISO 8601; when the lazily read part was read last. */
  detailsReadAt: string | null;
}

const NO_DETAILS = {
  recursiveLoop: null,
  reservedConcurrency: null,
  tags: null,
  managedBy: null,
  detailsReadAt: null,
};

/** The record of a listed function, with the lazily read part of its earlier record. */
export function recordOf(listed: LambdaFunction, earlier: FunctionRecord | undefined): FunctionRecord {
  if (earlier === undefined) return { ...listed, ...NO_DETAILS };
  const { recursiveLoop, reservedConcurrency, tags, managedBy, detailsReadAt } = earlier;
  // ListFunctions leaves the state out
  const state = listed.state ?? earlier.state;
  const lastUpdateStatus = listed.lastUpdateStatus ?? earlier.lastUpdateStatus;
  const details = { recursiveLoop, reservedConcurrency, tags, managedBy, detailsReadAt };
  return { ...listed, state, lastUpdateStatus, ...details };
}

/** Reads a stored row back; the collector is its only writer. */
export function recordOfRow(row: FunctionRow): FunctionRecord {
  return { ...NO_DETAILS, ...(row.configuration as unknown as FunctionRecord) };
}

/** Which tool manages the function, by the tags that tools leave; null where no tag says so. */
export function managedByOf(tags: Record<string, string>): string | null {
  const stack = tags['aws:cloudformation:stack-name'];
  if (stack !== undefined) return `CloudFormation stack ${stack}`;
  for (const [key, value] of Object.entries(tags)) {
    if (/^(managed[-_ ]?by|provisioner|created[-_ ]?by)$/i.test(key) && value !== '') return value;
    if (/^terraform/i.test(key)) return 'Terraform';
    if (/^(pulumi|sst|serverless)\b/i.test(key)) return key.split(':')[0] ?? key;
  }
  return null;
}
