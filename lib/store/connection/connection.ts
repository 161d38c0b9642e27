import type { PrismaClient } from '../../../prisma/generated/client.ts';

/** An open database, migrated: the embedded PGlite or any PostgreSQL, behind one Prisma client. */
export interface Connection {
  engine: 'pglite' | 'postgresql';
  prisma: PrismaClient;
  /** Calls back for every NOTIFY on `channel`, from this process or another. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<void>;
  /** True while this process holds the collector's lock; takes it when it is free. */
  tryLead(): Promise<boolean>;
  close(): Promise<void>;
}
