import type { Connection } from './connection.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgresql } from './open-postgresql.ts';

/** Opens and migrates the database: PostgreSQL at `databaseUrl`, else PGlite in `dataDir`, else PGlite in memory. */
export function openConnection(where: {
  databaseUrl?: string | undefined;
  dataDir?: string | undefined;
}): Promise<Connection> {
  return where.databaseUrl === undefined
    ? openPglite(where.dataDir ?? null)
    : openPostgresql(where.databaseUrl);
}
