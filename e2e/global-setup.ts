import { spawnReprise } from '../lib/cli/spawn-reprise.ts';

/**
 * One dashboard with its sandbox for the specs that share it; specs that need their own start their own. With
 * REPRISE_URL and REPRISE_SANDBOX_URL set, the specs run against what is already there.
 */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.REPRISE_URL !== undefined) return undefined;
  const reprise = await spawnReprise();
  process.env.REPRISE_URL = reprise.url;
  process.env.REPRISE_SANDBOX_URL = reprise.sandboxUrl;
  return () => reprise.stop();
}
