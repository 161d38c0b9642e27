import { existsSync } from 'node:fs';
import { type Env, readEnv } from '../runtime/env.ts';

/** The settings of `.env` (where there is one) under those of the environment. Throws AppError naming every wrong one. */
export function readSettings(): Env {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readEnv(process.env);
}
