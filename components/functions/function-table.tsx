'use client';
import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { FunctionSummary } from '@/lib/contract/function';
import { FollowabilityBadge } from './followability-badge';
import { problemCount } from './function-list.model';
import { WatchToggle } from './watch-toggle';

export function FunctionTable({ functions, busy }: { functions: FunctionSummary[]; busy: boolean }) {
  const hydrated = useHydrated();
  return (
    <table className="table-dense stack" aria-busy={hydrated && busy}>
      <caption className="sr-only">Functions, those that ran last first</caption>
      <thead>
        <tr>
          <th scope="col">Function</th>
          <th scope="col">Followed</th>
          <th scope="col">Watched</th>
          <th scope="col">Findings</th>
          <th scope="col" className="text-right!">
            Runs, 24 h
          </th>
          <th scope="col">Last run</th>
          <th scope="col">Runtime</th>
          <th scope="col" className="text-right!">
            Memory, timeout
          </th>
        </tr>
      </thead>
      <tbody>
        {functions.map((each) => (
          <tr key={each.functionArn}>
            <td className="max-w-80" data-wide>
              <Link
                href={`/functions/${encodeURIComponent(each.functionName)}`}
                prefetch={false}
                className="block truncate font-medium hover:underline"
              >
                {each.functionName}
              </Link>
            </td>
            <td>
              <FollowabilityBadge value={each.followability} />
            </td>
            <td>
              <WatchToggle of={each} />
            </td>
            <td data-label="Findings">
              <Findings of={each} />
            </td>
            <td data-label="Runs, 24 h" className="text-right whitespace-nowrap">
              {each.hopCount24h.toLocaleString('en-US')}
              {each.failedHopCount24h === 0 ? null : (
                <span className="ml-1.5 text-failed">
                  {each.failedHopCount24h.toLocaleString('en-US')} failed
                </span>
              )}
            </td>
            <td className="text-muted">
              {each.lastHopAt === null ? (
                <span className="text-faint">none seen</span>
              ) : (
                <RelativeTime at={each.lastHopAt} />
              )}
            </td>
            <td className="text-muted">{each.runtime ?? 'container image'}</td>
            <td className="text-right whitespace-nowrap text-muted">
              {each.memorySizeMb} MB, {each.timeoutSeconds} s
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Findings({ of }: { of: FunctionSummary }) {
  const problems = problemCount(of);
  const hints = of.findings.length - problems;
  if (of.findings.length === 0) return <span className="text-faint">none</span>;
  return (
    <span title={of.findings.map((finding) => finding.message).join('\n')} className="whitespace-nowrap">
      {problems === 0 ? null : (
        <span className="mr-2 text-failed">
          {problems} {problems === 1 ? 'problem' : 'problems'}
        </span>
      )}
      {hints === 0 ? null : (
        <span className="text-muted">
          {hints} {hints === 1 ? 'hint' : 'hints'}
        </span>
      )}
    </span>
  );
}
