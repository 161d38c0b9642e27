import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { openConnection } from './open-connection.ts';

const open: Connection[] = [];
const directories: string[] = [];

async function connect(where: { dataDir?: string } = {}): Promise<Connection> {
  const connection = await openConnection(where);
  open.push(connection);
  return connection;
}

function newDataDir(): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'reprise-connection-'));
  directories.push(directory);
  return directory;
}

afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

describe('openConnection, embedded', () => {
  it('migrates once and keeps what was written', async () => {
    const dataDir = newDataDir();
    const first = await openConnection({ dataDir });
    const applied = await first.prisma.$queryRaw<
      { n: bigint }[]
    >`SELECT count(*) AS n FROM _prisma_migrations`;
    await first.prisma.$executeRaw`CREATE TABLE kept (id int)`;
    await first.close();
    const second = await connect({ dataDir });
    const again = await second.prisma.$queryRaw<
      { n: bigint }[]
    >`SELECT count(*) AS n FROM _prisma_migrations`;
    expect(again).toEqual(applied);
    expect(await second.prisma.$queryRaw`SELECT count(*)::int AS n FROM kept`).toEqual([{ n: 0 }]);
  });

  it('hears notifications', async () => {
    const { prisma, listen } = await connect();
    const heard: string[] = [];
    await listen('some_channel', (payload) => heard.push(payload));
    await prisma.$executeRaw`SELECT pg_notify('some_channel', 'changed')`;
    await expect.poll(() => heard).toEqual(['changed']);
  });

  it('carries large statements and answers', async () => {
    const { prisma } = await connect();
    const text = 'reprise ✓ '.repeat(400_000);
    const rows = await prisma.$queryRaw<{ text: string }[]>`SELECT ${text}::text AS text`;
    expect(rows[0]?.text).toBe(text);
  });

  it('runs concurrent statements and transactions in turn', async () => {
    const { prisma } = await connect();
    const sums = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        prisma.$transaction(async (tx) => {
          const rows = await tx.$queryRaw<{ n: number }[]>`SELECT ${i}::int + 1 AS n`;
          return rows[0]?.n;
        }),
      ),
    );
    expect(sums).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it('refuses a data directory that is open, naming the process', async () => {
    const dataDir = newDataDir();
    await connect({ dataDir });
    await expect(openConnection({ dataDir })).rejects.toThrow(`is open in process ${process.pid}`);
  });
});
