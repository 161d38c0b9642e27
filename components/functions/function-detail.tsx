'use client';
import { useQuery } from '@tanstack/react-query';
import { SquareFunction } from 'lucide-react';
import Link from 'next/link';
import { problemFrom, RequestProblem } from '@/components/live/fetch-json';
import { buttonClass } from '@/components/ui/button-class';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { ConfigurationList } from './configuration-list';
import { FindingsPanel } from './findings-panel';
import { functionDetailOptions } from './functions-query-options';
import { RecentChains } from './recent-chains';
import { RerunRules } from './rerun-rules';
import { RunFunctionButton } from './run-function-button';
import { SavedPayloads } from './saved-payloads';
import { WatchToggle } from './watch-toggle';

/** One function: run it, see whether it can be followed, mend that, and its chains. */
export function FunctionDetail({ functionName }: { functionName: string }) {
  const query = useQuery(functionDetailOptions(functionName));
  const { data } = query;
  if (data === undefined) {
    if (!query.isError) return <FunctionDetailSkeleton />;
    return query.error instanceof RequestProblem && query.error.status === 404 ? (
      <UnknownFunction functionName={functionName} />
    ) : (
      <ErrorState
        title="The function could not be read"
        problem={problemFrom(query.error)}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  return (
    <>
      <header className="flex flex-wrap items-end gap-x-6 gap-y-2 border-b border-line px-4 py-3 sm:px-5">
        <div className="min-w-0">
          <p className="text-xs text-muted">
            <Link href="/functions" className="hover:underline">
              Functions
            </Link>{' '}
            / <code className="break-all">{data.functionArn}</code>
            <CopyButton text={data.functionArn} what="ARN" className="align-middle" />
          </p>
          <h1 className="text-lg font-semibold break-all">{data.functionName}</h1>
        </div>
        <div className="ml-auto flex items-center gap-2">
          <WatchToggle of={data} />
          <RunFunctionButton functionName={data.functionName} />
        </div>
      </header>
      <div className="grid gap-x-10 gap-y-8 px-4 py-5 sm:px-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="flex min-w-0 flex-col gap-8">
          <FindingsPanel of={data} />
          <RerunRules of={data} />
          <RecentChains functionName={data.functionName} />
          <SavedPayloads functionName={data.functionName} />
        </div>
        <ConfigurationList of={data} />
      </div>
    </>
  );
}

function UnknownFunction({ functionName }: { functionName: string }) {
  return (
    <EmptyState
      icon={SquareFunction}
      title="There is no such function here"
      actions={
        <>
          <Link href="/functions" className={buttonClass({ variant: 'primary' })}>
            All functions
          </Link>
          <Link
            href={`/?view=all&range=all&singles=true&function=${encodeURIComponent(functionName)}`}
            className={buttonClass()}
          >
            Its chains
          </Link>
        </>
      }
    >
      <p>
        <code className="break-all">{functionName}</code> is not in this account and region, or was deleted.
        What it ran before is still kept.
      </p>
    </EmptyState>
  );
}

export function FunctionDetailSkeleton() {
  return <RowsSkeleton rows={8} label="Reading the function" />;
}
