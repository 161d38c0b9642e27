import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import type { Connection } from './connection.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { migrate } from './migrate.ts';
import { PgliteStream, type WorkerMessage } from './pglite-stream.ts';

/**
 * Opens the embedded database in `dataDir` (created when missing; `null`: in memory) and migrates it.
 * Throws AppError `conflict` when another process has it open.
 */
export async function openPglite(dataDir: string | null): Promise<Connection> {
  if (dataDir !== null) mkdirSync(dataDir, { recursive: true });
  const lock = dataDir === null ? null : await lockDataDir(dataDir);
  const worker = new Worker(path.resolve('lib/store/connection/pglite-worker.mjs'), {
    workerData: { dataDir: dataDir === null ? 'memory://' : path.join(path.resolve(dataDir), 'pglite') },
  });
  try {
    await until(worker, 'ready');
    const pool = new pg.Pool({
      stream: () => new PgliteStream(worker),
      max: 1,
      user: 'postgres',
      database: 'postgres',
      idleTimeoutMillis: 0,
    } as unknown as pg.PoolConfig); // `stream` may be a function since pg 8.12; the types lag behind
    await migrate(pool);
    const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
    return {
      engine: 'pglite',
      prisma,
      async listen(channel, onPayload) {
        worker.on('message', (message: WorkerMessage) => {
          if (message.type === 'notification' && message.channel === channel) onPayload(message.payload);
        });
        const listening = until(worker, 'listening');
        worker.postMessage({ type: 'listen', channel });
        await listening;
      },
      // the lock on the data directory already makes this process the only one
      tryLead: async () => true,
      async close() {
        await prisma.$disconnect();
        await pool.end();
        const closed = until(worker, 'closed');
        worker.postMessage({ type: 'close' });
        await closed;
        await worker.terminate();
        lock?.release();
      },
    };
  } catch (error) {
    await worker.terminate();
    lock?.release();
    throw error;
  }
}

function until(worker: Worker, type: WorkerMessage['type']): Promise<void> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: WorkerMessage) => {
      if (message.type !== type) return;
      worker.off('message', onMessage);
      worker.off('error', reject);
      resolve();
    };
    worker.on('message', onMessage);
    worker.once('error', reject);
  });
}
