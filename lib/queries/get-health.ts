import 'server-only';
import type { Health } from '../contract/health.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { readHealth } from '../services/read-health.ts';

/** How this dashboard is: database, AWS, sources, what was held back and what is unconfirmed. Never rejects for their sake. */
export async function getHealth(): Promise<Health> {
  const runtime = await getRuntime();
  const readOnly = runtime.env.REPRISE_READ_ONLY === 'on';
  return { ...(await readHealth(runtime, new Date())), readOnly };
}
