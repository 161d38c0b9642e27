import { spawnReprise } from '../lib/cli/spawn-reprise.ts';

/** One dashboard with its sandbox for the specs that share it; specs that need their own start their own. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const reprise = await spawnReprise({ SANDBOX_EXAMPLES: 'on' });
  process.env.REPRISE_URL = reprise.url;
  process.env.REPRISE_SANDBOX_URL = reprise.sandboxUrl;
  return () => reprise.stop();
}
