'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { healthQueryOptions } from '@/components/live/health-query-options';
import { ErrorState } from '@/components/ui/error-state';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowsSkeleton } from '@/components/ui/skeleton';
import type { Health } from '@/lib/contract/health';
import { HealthSection } from './health-section';
import { HeldLinks } from './held-links';
import { SourceTable } from './source-table';
import { StateMachineTable } from './state-machine-table';
import { StoppedPlans } from './stopped-plans';
import { UnconfirmedOperations } from './unconfirmed-operations';

const OVERALL: Record<Health['status'], { words: string; icon: typeof CircleCheck; className: string }> = {
  ok: {
    words: 'Everything that is watched is being followed',
    icon: CircleCheck,
    className: 'text-succeeded',
  },
  degraded: { words: 'Something needs a look', icon: TriangleAlert, className: 'text-waiting' },
  failing: { words: 'Reprise cannot do its work', icon: CircleX, className: 'text-failed' },
};

/** What is followed, how far behind it is, what is missing and what helps. */
export function HealthView() {
  const health = useQuery(healthQueryOptions());
  const { data } = health;
  if (data === undefined) {
    return health.isError ? (
      <ErrorState
        title="The health of the dashboard could not be read"
        problem={problemFrom(health.error)}
        onRetry={() => void health.refetch()}
        retrying={health.isFetching}
      />
    ) : (
      <HealthViewSkeleton />
    );
  }
  const overall = OVERALL[data.status];
  const { collector } = data;
  return (
    <div className="flex flex-col pb-10">
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line px-4 py-3 sm:px-5">
        <h1 className="text-lg font-semibold">Health</h1>
        <p className="flex items-center gap-1.5">
          <overall.icon aria-hidden className={`size-4 self-center ${overall.className}`} />
          {overall.words}
        </p>
        <p className="ml-auto text-xs text-muted">
          Version {data.version}, started <RelativeTime at={data.startedAt} inText />
        </p>
      </header>
      <dl className="grid border-b border-line sm:grid-cols-2 xl:grid-cols-4">
        <Fact name="Acts on" ok>
          {data.where.sandbox
            ? 'The sandbox'
            : (data.where.accountAlias ?? data.where.accountId ?? 'Account not known')}
          , {data.where.region}
          {data.where.endpoint === null ? null : (
            <code className="block text-xs break-all text-muted">{data.where.endpoint}</code>
          )}
        </Fact>
        <Fact name="AWS" ok={data.aws.reachable && data.aws.problem === null}>
          {data.aws.reachable ? 'Answers' : 'Does not answer'}
        </Fact>
        <Fact name="Database" ok={data.database.ok}>
          {data.database.engine === 'pglite' ? 'PGlite, embedded' : 'PostgreSQL'}
        </Fact>
        <Fact name="Collector" ok>
          {!data.database.ok
            ? 'Waits for the database'
            : collector.collecting
              ? 'Collects here'
              : 'Another instance collects'}
          <span className="block text-xs text-muted">
            {collector.callsPerSecond.toFixed(1)} of {collector.callBudgetPerSecond} FilterLogEvents calls a
            second
          </span>
        </Fact>
      </dl>
      {[data.aws.problem, data.database.problem].map((problem) =>
        problem === null ? null : (
          <ProblemNote key={problem.code} problem={problem} className="mx-4 mt-3 sm:mx-5" />
        ),
      )}
      {data.database.ok ? (
        <Stored health={data} busy={health.isFetching} />
      ) : (
        <p className="mt-4 px-4 text-muted sm:px-5">
          Sources, unconfirmed operations and held links are in the database and are shown when it answers.
        </p>
      )}
    </div>
  );
}

/** What only the database knows. */
function Stored({ health: { collector, heldLinks, ...data }, busy }: { health: Health; busy: boolean }) {
  const { stateMachines, stateMachineProblem } = collector;
  return (
    <>
      <HealthSection title="Sources" note={`${collector.sources.length} log groups`} flush>
        {collector.sources.length === 0 ? (
          <p className="px-4 text-muted sm:px-5">
            No log group is followed. Choose what to watch on the{' '}
            <Link href="/functions" className="link">
              functions page
            </Link>
            .
          </p>
        ) : (
          <SourceTable sources={collector.sources} busy={busy} />
        )}
      </HealthSection>
      {stateMachines.length === 0 && stateMachineProblem === null ? null : (
        <HealthSection title="State machines" note={`${stateMachines.length} followed`} flush>
          {stateMachineProblem === null ? null : (
            <ProblemNote problem={stateMachineProblem} className="mx-4 mb-2 sm:mx-5" />
          )}
          {stateMachines.length === 0 ? null : <StateMachineTable machines={stateMachines} busy={busy} />}
        </HealthSection>
      )}
      <HealthSection title="Unconfirmed operations" note={String(data.unconfirmedOperationCount)}>
        <UnconfirmedOperations count={data.unconfirmedOperationCount} />
      </HealthSection>
      <StoppedPlans />
      <HealthSection title="Links held back" note={String(heldLinks.length)}>
        <HeldLinks links={heldLinks} />
      </HealthSection>
    </>
  );
}

function Fact({ name, ok, children }: { name: string; ok: boolean; children: ReactNode }) {
  return (
    <div className="border-line px-4 py-2.5 not-first:border-t sm:px-5 sm:not-first:border-t-0 sm:not-last:border-r">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="flex items-start gap-1.5">
        {ok ? null : <CircleX aria-label="Problem" className="mt-0.5 size-4 shrink-0 text-failed" />}
        <div className="min-w-0">{children}</div>
      </dd>
    </div>
  );
}

export function HealthViewSkeleton() {
  return (
    <>
      <div className="flex h-[52px] items-center border-b border-line px-4 sm:px-5">
        <h1 className="text-lg font-semibold">Health</h1>
      </div>
      <RowsSkeleton rows={8} label="Reading the health" />
    </>
  );
}
