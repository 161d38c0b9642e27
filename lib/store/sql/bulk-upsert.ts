import type { Tx } from './tx.ts';

/** The shape of a table as bulk writes see it: column → PostgreSQL type, in insertion order. */
export interface BulkTable<Row extends object> {
  name: string;
  columns: Record<keyof Row & string, string>;
  key: readonly (keyof Row & string)[];
  /** What to do with a row that exists; default: overwrite every other column. */
  onConflict?: string;
}

/**
 * One `INSERT … SELECT FROM json_to_recordset … ON CONFLICT` for all rows; keys must be unique among them. A list or
 * object in a text column is stored as its JSON text, byte for byte (`jsonb` would write it anew), so that a row with
 * such columns is made text once and not twice.
 */
export async function bulkUpsert<Row extends object>(
  tx: Tx,
  table: BulkTable<Row>,
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0;
  return tx.$executeRawUnsafe(statementOf(table), JSON.stringify(rows));
}

const statements = new WeakMap<object, string>();

function statementOf<Row extends object>(table: BulkTable<Row>): string {
  const known = statements.get(table);
  if (known !== undefined) return known;
  const names = Object.keys(table.columns);
  const types = Object.entries<string>(table.columns).map(([name, type]) => `${name} ${type}`);
  const overwritten = names.filter((name) => !(table.key as readonly string[]).includes(name));
  const onConflict =
    table.onConflict ??
    (overwritten.length === 0
      ? 'DO NOTHING'
      : `DO UPDATE SET ${overwritten.map((name) => `${name} = excluded.${name}`).join(', ')}`);
  const statement = `INSERT INTO ${table.name} (${names.join(', ')})
    SELECT ${names.join(', ')} FROM json_to_recordset($1::json) AS row (${types.join(', ')})
    ON CONFLICT (${table.key.join(', ')}) ${onConflict}`;
  statements.set(table, statement);
  return statement;
}
