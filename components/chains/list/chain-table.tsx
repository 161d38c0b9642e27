'use client';
import { DenseTable } from '@/components/ui/dense-table';
import { moveRow } from '@/components/ui/move-row';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { ChainSummary } from '@/lib/contract/chain';
import { ChainRow } from './chain-row';

/** The rows; `j` and `k` walk them, Enter follows the link that has the focus. */
export function ChainTable({ rows, busy, greyed }: { rows: ChainSummary[]; busy: boolean; greyed: boolean }) {
  useHotkeys({ j: () => moveRow(1), k: () => moveRow(-1) });
  return (
    <DenseTable caption="Chains, newest first" busy={busy} greyed={greyed}>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Root function</th>
          <th scope="col">Chain</th>
          <th scope="col">Via</th>
          <th scope="col" className="text-right!">
            Hops
          </th>
          <th scope="col">Last hop</th>
          <th scope="col">Started</th>
          <th scope="col" className="text-right!">
            Took
          </th>
          <th scope="col" className="text-right!">
            Cost
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((chain) => (
          <ChainRow key={chain.chainId} chain={chain} />
        ))}
      </tbody>
    </DenseTable>
  );
}
