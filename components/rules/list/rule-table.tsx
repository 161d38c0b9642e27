'use client';
import Link from 'next/link';
import { DenseTable } from '@/components/ui/dense-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { rulePath } from '@/components/ui/rule-paths';
import { TargetName } from '@/components/ui/target-name';
import type { RuleActInput, RuleSummary } from '@/lib/contract/rule';
import { RuleProblemWord } from '../rule-problem';
import { RuleState } from '../rule-state';
import { PatternCell } from './pattern-cell';
import { RuleRowMenu } from './rule-row-menu';

export function RuleTable({
  rules,
  busy,
  greyed,
  rangeWords,
  onAct,
}: {
  rules: readonly RuleSummary[];
  busy: boolean;
  greyed: boolean;
  rangeWords: string;
  onAct: (rule: RuleSummary, act: RuleActInput['act']) => void;
}) {
  return (
    <DenseTable caption="Rules of all event buses" busy={busy} greyed={greyed} fixed>
      <thead>
        <tr>
          <th scope="col" className="w-[16%]">
            Rule
          </th>
          <th scope="col" className="w-[6rem]">
            State
          </th>
          <th scope="col" className="w-[8%]">
            Bus
          </th>
          <th scope="col">Matches when</th>
          <th scope="col" className="w-[16%]">
            Targets
          </th>
          <th scope="col" className="w-[6.5rem]">
            Last match
          </th>
          <th
            scope="col"
            className="w-[4rem] text-right!"
            title={`Runs that it caused, ${rangeWords.toLowerCase()}`}
          >
            Hops
          </th>
          <th scope="col" className="w-[11%]">
            Problems
          </th>
          <th scope="col" className="w-[3.5rem]">
            <span className="sr-only">Acts</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.ruleArn} className="align-top">
            <td data-wide>
              <Link
                href={rulePath(rule)}
                prefetch={false}
                data-row-link
                title={rule.description ?? undefined}
                className="block min-h-6 truncate pt-0.5 font-medium hover:underline"
              >
                {rule.ruleName}
              </Link>
            </td>
            <td className="pt-1!">
              <RuleState state={rule.state} />
            </td>
            <td className="truncate pt-1! text-muted" title={rule.eventBusName}>
              {rule.eventBusName}
            </td>
            <td data-wide className="pt-1!">
              <PatternCell rule={rule} />
            </td>
            <td data-wide data-label={rule.targets.length === 0 ? 'Targets' : undefined} className="pt-1!">
              {rule.targets.length === 0 ? (
                <span className="text-faint">none</span>
              ) : (
                <ul className="min-w-0">
                  {rule.targets.map((target) => (
                    <li key={target.targetId} className="flex min-w-0">
                      <TargetName target={target} compact />
                    </li>
                  ))}
                </ul>
              )}
            </td>
            <td className="pt-1! text-muted" data-label="Last match">
              {rule.lastMatchAt === null ? (
                <span className="text-faint">none known</span>
              ) : (
                <RelativeTime at={rule.lastMatchAt} />
              )}
            </td>
            <td className="pt-1! text-right" data-label="Hops">
              {rule.hopCount.toLocaleString('en-US')}
            </td>
            <td data-label={rule.problems.length === 0 ? 'Problems' : undefined} className="pt-1!">
              {rule.problems.length === 0 ? (
                <span className="text-faint">none</span>
              ) : (
                <span className="flex flex-wrap gap-x-3 text-xs">
                  {rule.problems.map((problem) => (
                    <RuleProblemWord key={problem.code + problem.message} problem={problem} />
                  ))}
                </span>
              )}
            </td>
            <td className="text-right">
              <RuleRowMenu rule={rule} onAct={onAct} />
            </td>
          </tr>
        ))}
      </tbody>
    </DenseTable>
  );
}
