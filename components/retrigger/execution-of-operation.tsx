import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { executionPathOf } from '@/components/ui/state-machine-paths';

/** A row: the execution that an operation starts, stops or redrives. */
export function ExecutionOfOperation({
  executionArn,
  onLeave,
}: {
  executionArn: string;
  onLeave: () => void;
}) {
  const ref = executionPathOf(executionArn);
  return (
    <>
      <dt>Execution</dt>
      <dd className="min-w-0">
        {ref === null ? (
          <code className="text-xs break-all">{executionArn}</code>
        ) : (
          <Link
            href={ref.path}
            onClick={onLeave}
            className="link inline-flex min-h-6 max-w-full items-center gap-1"
          >
            <span className="min-w-0 truncate">{ref.executionName}</span>
            <ArrowRight aria-hidden className="size-3.5 shrink-0" />
          </Link>
        )}
      </dd>
    </>
  );
}
