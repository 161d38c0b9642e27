import { spawnReprise } from '../cli/spawn-reprise.ts';
import type { BenchRow } from './bench-row.ts';
import { processTree, pssMb } from './process-tree.ts';

const AFTER_MS = 600_000;

/** Memory of everything `npm start` runs, ten minutes after the first start, examples running. */
export const memory: BenchRow = {
  name: 'memory',
  async run() {
    const reprise = await spawnReprise();
    try {
      await new Promise((resolve) => setTimeout(resolve, AFTER_MS));
      const pids = processTree(reprise.launcher.pid ?? 0);
      const totalMb = pids.reduce((sum, pid) => sum + pssMb(pid), 0);
      return [
        {
          what: 'memory of everything `npm start` runs, ten minutes after the first start (sum of PSS)',
          must: '≤ 900 MB',
          measured: `${totalMb.toFixed(0)} MB in ${pids.length} processes`,
          figures: { totalMb, processes: pids.length },
          ok: totalMb > 0 && totalMb <= 900,
        },
      ];
    } finally {
      await reprise.stop();
    }
  },
};
