import { z } from 'zod';
import { AppError } from '../domain/app-error.ts';

const zPort = z.coerce.number().int().min(1).max(65_535);
const zOnOff = z.enum(['on', 'off']);
const zList = z.string().transform((s) =>
  s
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** Every setting, with its default; `.env.example` lists them all and a test keeps the two equal. */
export const zEnv = z.object({
  PORT: zPort.default(3000),
  HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: zPort.default(4566),
  REPRISE_DATA_DIR: z.string().default('.reprise/data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  AWS_REGION: z.string().default('us-east-1'),
  AWS_ENDPOINT_URL: z.url().optional(),
  REPRISE_ALLOWED_HOSTS: zList.default([]),
  REPRISE_READ_ONLY: zOnOff.default('off'),
  REPRISE_WATCH: zList.default([]),
  REPRISE_BACKFILL: z
    .string()
    .regex(/^\d+[mhd]$/, 'a number and m, h or d, such as 1h')
    .default('1h'),
  REPRISE_RETENTION_DAYS: z.coerce.number().int().min(1).default(30),
  REPRISE_SINGLE_RUN_RETENTION_HOURS: z.coerce.number().int().min(1).default(24),
  REPRISE_FILTER_LOG_EVENTS_PER_SECOND: z.coerce.number().min(0.2).default(4),
  REPRISE_TRACE_CHAIN_MAX_HOPS: z.coerce.number().int().min(2).default(10_000),
  REPRISE_CHAIN_MAX_HOPS: z.coerce.number().int().min(2).default(1_000_000),
  REPRISE_PRICE_GB_SECOND_X86: z.coerce.number().min(0).default(0.0000166667),
  REPRISE_PRICE_GB_SECOND_ARM: z.coerce.number().min(0).default(0.0000133334),
  REPRISE_PRICE_REQUEST: z.coerce.number().min(0).default(0.0000002),
  REPRISE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  SANDBOX_EXAMPLES: zOnOff.default('on'),
  SANDBOX_TIME_SCALE: z.coerce.number().min(0.001).max(1).default(0.05),
  SANDBOX_PROPAGATION_MS: z.coerce.number().int().min(0).max(60_000).default(300),
});
export type Env = z.infer<typeof zEnv>;

/**
 * Reads the settings of `source` (process.env); empty strings count as unset.
 * Throws one AppError `invalid-input` that names every wrong setting at once.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, v]) => v !== undefined && v !== ''));
  const parsed = zEnv.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new AppError('invalid-input', `Wrong settings in the environment:\n${lines.join('\n')}`);
}
