import type { Tx } from '../sql/tx.ts';

/** The number of this transaction; writers run one after another, so it grows in the order of commits. */
export async function nextRevision(tx: Tx): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ revision: bigint }[]>`SELECT nextval('revision_seq') AS revision`;
  if (row === undefined) throw new Error('revision_seq gave no number');
  return row.revision;
}
