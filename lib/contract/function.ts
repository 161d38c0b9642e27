import { z } from 'zod';
import { zFunctionName } from './function-name.ts';
import { zIso, zPage } from './page.ts';

/** How well chains of a function can be followed. */
const zFollowability = z.enum(['exact', 'trace', 'single-runs', 'blind']);

const zFinding = z.object({
  code: z.enum([
    'tracing-off',
    'system-log-level',
    'application-log-level',
    'text-format',
    'no-marker',
    'no-log-group',
    'recursion-allowed',
    'recursion-terminate',
    'reserved-zero',
    'not-active',
  ]),
  severity: z.enum(['problem', 'hint']),
  message: z.string(),
  /** True where `planFunctionFix` can mend it. */
  fixable: z.boolean(),
});

export const zFunctionSummary = z.object({
  functionName: z.string(),
  functionArn: z.string(),
  runtime: z.string().nullable(),
  handler: z.string().nullable(),
  architecture: z.enum(['x86_64', 'arm64']),
  memorySizeMb: z.number().int(),
  timeoutSeconds: z.number().int(),
  state: z.string().nullable(),
  lastModifiedAt: zIso.nullable(),
  tracingMode: z.enum(['Active', 'PassThrough']),
  logFormat: z.enum(['Text', 'JSON']),
  systemLogLevel: z.string().nullable(),
  applicationLogLevel: z.string().nullable(),
  logGroupName: z.string(),
  recursiveLoop: z.enum(['Allow', 'Terminate']).nullable(),
  reservedConcurrency: z.number().int().nullable(),
  /** CloudFormation, Terraform, AWS …: the next deployment reverts changes made here. */
  managedBy: z.string().nullable(),
  watched: z.boolean(),
  /** `setting`: by REPRISE_WATCH; `sandbox`: everything; `page`: chosen on the functions page */
  watchedBy: z.enum(['setting', 'sandbox', 'page']).nullable(),
  followability: zFollowability,
  findings: z.array(zFinding),
  markerSeenAt: zIso.nullable(),
  lastHopAt: zIso.nullable(),
  hopCount24h: z.number().int(),
  failedHopCount24h: z.number().int(),
});
export type FunctionSummary = z.infer<typeof zFunctionSummary>;
export const zFunctionPage = zPage(zFunctionSummary);

export const zWatchFunctionInput = z.object({
  functionName: zFunctionName,
  /** null forgets the choice: the setting decides again. */
  watched: z.boolean().nullable(),
});
export type WatchFunctionInput = z.infer<typeof zWatchFunctionInput>;
