'use client';
import { useQuery } from '@tanstack/react-query';
import { SquareFunction } from 'lucide-react';
import Link from 'next/link';
import { ReadView } from '@/components/live/read-view';
import { CopyButton } from '@/components/ui/copy-button';
import { NothingHere } from '@/components/ui/nothing-here';
import { RowsSkeleton } from '@/components/ui/skeleton';
import type { FunctionSummary } from '@/lib/contract/function';
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
  return (
    <ReadView
      reading={query}
      one="the function"
      skeleton={<FunctionDetailSkeleton />}
      unknown={() => <UnknownFunction functionName={functionName} />}
    >
      {(of) => <ReadFunction of={of} />}
    </ReadView>
  );
}

function ReadFunction({ of }: { of: FunctionSummary }) {
  return (
    <>
      <header className="flex flex-wrap items-end gap-x-6 gap-y-2 border-b border-line px-4 py-3 sm:px-5">
        <div className="min-w-0">
          <p className="text-xs text-muted">
            <Link href="/functions" className="hover:underline">
              Functions
            </Link>{' '}
            / <code className="break-all">{of.functionArn}</code>
            <CopyButton text={of.functionArn} what="ARN" className="align-middle" />
          </p>
          <h1 className="text-lg font-semibold break-all">{of.functionName}</h1>
        </div>
        <div className="ml-auto flex items-center gap-2">
          <WatchToggle of={of} />
          <RunFunctionButton functionName={of.functionName} />
        </div>
      </header>
      <div className="grid gap-x-10 gap-y-8 px-4 py-5 sm:px-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="flex min-w-0 flex-col gap-8">
          <FindingsPanel of={of} />
          <RerunRules of={of} />
          <RecentChains functionName={of.functionName} />
          <SavedPayloads functionName={of.functionName} />
        </div>
        <ConfigurationList of={of} />
      </div>
    </>
  );
}

function UnknownFunction({ functionName }: { functionName: string }) {
  return (
    <NothingHere
      icon={SquareFunction}
      title="There is no such function here"
      ways={[
        { href: '/functions', label: 'All functions' },
        {
          href: `/?view=all&range=all&singles=true&function=${encodeURIComponent(functionName)}`,
          label: 'Its chains',
        },
      ]}
    >
      <p>
        <code className="break-all">{functionName}</code> is not in this account and region, or was deleted.
        What it ran before is still kept.
      </p>
    </NothingHere>
  );
}

export function FunctionDetailSkeleton() {
  return <RowsSkeleton rows={8} label="Reading the function" />;
}
