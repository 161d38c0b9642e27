import Link from 'next/link';
import { conditionPath } from '@/components/ui/condition-path';
import { harmlessText } from '@/components/ui/harmless-text';
import type { Decision } from '@/lib/contract/condition';

/** Conditions of the function that have nothing to do with this run. */
export function UnmatchedDecisions({ decisions }: { decisions: readonly Decision[] }) {
  if (decisions.length === 0) return null;
  return (
    <details className="mt-6 border-t border-line pt-3 text-xs">
      <summary className="cursor-pointer text-muted">
        {decisions.length === 1 ? '1 other condition' : `${decisions.length} other conditions`} did not match
      </summary>
      <ul className="mt-2 flex flex-col gap-2">
        {decisions.map(({ conditionId, conditionName, version, reason }) => (
          <li key={`${conditionId} ${version}`}>
            <Link href={conditionPath(conditionId)} prefetch={false} className="link">
              {conditionName}
            </Link>
            , version {version}
            <p className="break-words text-muted">{harmlessText(reason)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
