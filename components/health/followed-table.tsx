import { Fragment, type ReactNode } from 'react';
import { DenseTable } from '@/components/ui/dense-table';
import { ProblemNote } from '@/components/ui/problem-note';
import { ToneBadge } from '@/components/ui/tone-badge';
import type { ProblemText } from '@/lib/contract/operation';
import { SOURCE_LOOK, type Source } from './source-look';

interface FollowedRow {
  key: string;
  status: Source['status'];
  /** The cells after the state. */
  cells: ReactNode;
  problem: ProblemText | null;
  /** Said below its problem. */
  next?: ReactNode;
}

/** One row for each thing that is followed, its state first; its error, in words, right below it. */
export function FollowedTable({
  caption,
  busy,
  columns,
  rows,
}: {
  caption: string;
  busy: boolean;
  /** The columns after the state. */
  columns: readonly { name: string; figure?: boolean }[];
  rows: readonly FollowedRow[];
}) {
  return (
    <DenseTable caption={caption} busy={busy}>
      <thead>
        <tr>
          <th scope="col">State</th>
          {columns.map(({ name, figure }) => (
            <th key={name} scope="col" className={figure === true ? 'text-right!' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, status, cells, problem, next }) => (
          <Fragment key={key}>
            <tr>
              <td>
                <ToneBadge look={SOURCE_LOOK[status]} />
              </td>
              {cells}
            </tr>
            {problem === null ? null : (
              <tr>
                <td colSpan={columns.length + 1} data-wide>
                  <ProblemNote problem={problem} />
                  {next}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </DenseTable>
  );
}
