import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Connection } from './connection.ts';
import { migrate } from './migrate.ts';

const LEADER_LOCK_ID = 72_707_370;
const PROBE_CHANNEL = 'reprise_probe';

/**
 * Opens PostgreSQL 14 or later over a direct or session-pooled connection and migrates it. Throws AppError
 * `store-unavailable` when it does not answer, is too old, or lacks advisory locks or LISTEN/NOTIFY.
 */
export async function openPostgresql(databaseUrl: string): Promise<Connection> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  pool.on('error', () => {}); // an idle connection that breaks is replaced by the next query
  const session = new SessionClient(databaseUrl);
  try {
    await refuseUnsuitable(pool, session);
    await migrate(pool);
  } catch (error) {
    await session.close();
    await pool.end();
    throw error instanceof AppError ? error : unavailable(error);
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    engine: 'postgresql',
    prisma,
    listen: (channel, onPayload) => session.listen(channel, onPayload),
    tryLead: () => session.tryLock(LEADER_LOCK_ID),
    async close() {
      await session.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function refuseUnsuitable(pool: pg.Pool, session: SessionClient): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  const version = rows[0]?.version ?? 0;
  if (version < 140_000) {
    throw new AppError('store-unavailable', `This PostgreSQL is too old (${version}).`, {
      nextStep: 'Use PostgreSQL 14 or later.',
    });
  }
  const token = randomUUID();
  const heard = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(pooled()), 5_000);
    session
      .listen(PROBE_CHANNEL, (payload) => {
        if (payload !== token) return;
        clearTimeout(timer);
        resolve();
      })
      .then(() => pool.query('SELECT pg_notify($1, $2)', [PROBE_CHANNEL, token]))
      .catch(reject);
  });
  await heard;
}

function pooled(): AppError {
  return new AppError(
    'store-unavailable',
    'This database connection does not keep a session: LISTEN/NOTIFY is missing.',
    {
      nextStep: 'Give DATABASE_URL a direct connection or a session pool, not a transaction pool.',
    },
  );
}

function unavailable(cause: unknown): AppError {
  return new AppError('store-unavailable', 'The database of DATABASE_URL does not answer.', {
    nextStep: 'Check its host, port, name and credentials, and that it accepts connections from here.',
    cause,
  });
}

/** One connection that keeps its session, for LISTEN and the leader's lock; it reconnects and listens again. */
class SessionClient {
  readonly #listeners = new Map<string, ((payload: string) => void)[]>();
  readonly #databaseUrl: string;
  #client: Promise<pg.Client> | null = null;
  #leads = false;
  #closed = false;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  async listen(channel: string, onPayload: (payload: string) => void): Promise<void> {
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), onPayload]);
    const client = await this.#connected();
    await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
  }

  async tryLock(lockId: number): Promise<boolean> {
    const client = await this.#connected();
    if (this.#leads) return true;
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      lockId,
    ]);
    this.#leads = rows[0]?.locked === true;
    return this.#leads;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = await this.#client?.catch(() => null);
    await client?.end().catch(() => {});
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= this.#connect();
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#databaseUrl, keepAlive: true });
    client.on('notification', ({ channel, payload }) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener(payload ?? '');
    });
    client.on('error', () => this.#lost());
    client.on('end', () => this.#lost());
    try {
      await client.connect();
      for (const channel of this.#listeners.keys()) {
        await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      }
    } catch (error) {
      this.#client = null;
      throw error;
    }
    return client;
  }

  #lost(): void {
    if (this.#client === null) return;
    this.#client = null;
    this.#leads = false;
    if (this.#closed) return;
    const again = () => {
      if (!this.#closed) this.#connected().catch(() => setTimeout(again, 1_000).unref());
    };
    setTimeout(again, 500).unref();
  }
}
