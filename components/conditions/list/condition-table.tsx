'use client';
import Link from 'next/link';
import { conditionPath } from '@/components/ui/condition-path';
import { DenseTable } from '@/components/ui/dense-table';
import { HowWord } from '@/components/ui/how-look';
import { WordsCell } from '@/components/ui/words-cell';
import type { ConditionSummary } from '@/lib/contract/condition';
import { ConditionState } from '../condition-state';

export function ConditionTable({
  conditions,
  busy,
  greyed,
}: {
  conditions: readonly ConditionSummary[];
  busy: boolean;
  greyed: boolean;
}) {
  return (
    <DenseTable caption="Conditions on which functions run again" busy={busy} greyed={greyed} fixed>
      <thead>
        <tr>
          <th scope="col" className="w-[20%]">
            Condition
          </th>
          <th scope="col" className="w-[6.5rem]">
            State
          </th>
          <th scope="col" className="w-[10%]">
            Function
          </th>
          <th scope="col">Runs again when</th>
          <th scope="col" className="w-[14%]">
            Limits
          </th>
          <th scope="col" className="w-[8.5rem]">
            By
          </th>
          <Figure says="Runs it decided within 24 hours">Runs 24 h</Figure>
          <Figure says="Results of 24 hours that could not be judged, or came too late to act on">
            Left
          </Figure>
          <Figure says="Re-runs that wait for their time">Due</Figure>
        </tr>
      </thead>
      <tbody>
        {conditions.map((condition) => (
          <ConditionRow key={condition.conditionId} condition={condition} />
        ))}
      </tbody>
    </DenseTable>
  );
}

function ConditionRow({ condition }: { condition: ConditionSummary }) {
  const { conditionId, name, state, functionName, words, limitsWords, how } = condition;
  const left = condition.undecidableCount + condition.staleCount;
  return (
    <tr className="align-top">
      <td data-wide>
        <Link
          href={conditionPath(conditionId)}
          prefetch={false}
          data-row-link
          title={name}
          className="block min-h-6 truncate pt-0.5 font-medium hover:underline"
        >
          {name}
        </Link>
      </td>
      <td className="pt-1!">
        <ConditionState state={state} />
      </td>
      <td className="truncate pt-1! text-muted" title={functionName}>
        {functionName}
      </td>
      <td data-wide className="pt-1!">
        <WordsCell lines={words} none="no pattern" joined=", and " />
      </td>
      <td data-wide className="pt-1! text-muted">
        <WordsCell lines={limitsWords} none="none" joined="; " />
      </td>
      <td className="pt-1!">
        <HowWord how={how} />
      </td>
      <td className="pt-1! text-right" data-label="Runs 24 h">
        {condition.runCount24h.toLocaleString('en-US')}
      </td>
      <td
        className={`pt-1! text-right ${left === 0 ? 'text-faint' : 'text-waiting'}`}
        data-label="Left"
        title={`${condition.undecidableCount} could not be judged, ${condition.staleCount} came too late`}
      >
        {left.toLocaleString('en-US')}
      </td>
      <td className={`pt-1! text-right ${condition.dueCount === 0 ? 'text-faint' : ''}`} data-label="Due">
        {condition.dueCount.toLocaleString('en-US')}
      </td>
    </tr>
  );
}

function Figure({ says, children }: { says: string; children: string }) {
  return (
    <th scope="col" className="w-[4.5rem] text-right!" title={says}>
      {children}
    </th>
  );
}
