'use client';
import type { ReactNode } from 'react';
import { Cost } from '@/components/ui/cost';
import type { Rehearsal } from '@/lib/contract/condition';
import { JudgedHops } from './judged-hops';

const FEEDS: Record<Rehearsal['feedsItself'], { word: string; says: string; className: string }> = {
  yes: {
    word: 'yes',
    says: 'Results of its own re-runs match again: only the limits end its chains.',
    className: 'text-waiting',
  },
  no: { word: 'no', says: 'No result of a re-run was seen to match again.', className: '' },
  unknown: { word: 'not known', says: 'No recorded run tells.', className: 'text-muted' },
};

/** What the condition would have done, in figures and run by run. */
export function RehearsalResult({ rehearsal }: { rehearsal: Rehearsal }) {
  const feeds = FEEDS[rehearsal.feedsItself];
  const count = (value: number) => value.toLocaleString('en-US');
  if (rehearsal.judgedCount === 0 && rehearsal.status !== 'running') {
    return <p className="mt-1 text-muted">No run of the function was recorded in that time.</p>;
  }
  return (
    <div className="mt-2 flex flex-col gap-4">
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-t border-line">
        <Figure name="Would run again">{count(rehearsal.runAgainCount)}</Figure>
        <Figure name="Matched, but a limit was reached">{count(rehearsal.limitedCount)}</Figure>
        <Figure name="Cannot be judged" tone={rehearsal.undecidableCount > 0 ? 'text-waiting' : ''}>
          {count(rehearsal.undecidableCount)}
        </Figure>
        <Figure name="Longest chain, runs">{count(rehearsal.longestChain)}</Figure>
        <Figure name="Projected invocations">{count(rehearsal.projectedInvocations)}</Figure>
        <Figure name="Projected cost">
          <Cost usd={rehearsal.projectedCostUsd} />
        </Figure>
        <Figure name="Feeds itself" tone={feeds.className} says={feeds.says}>
          {feeds.word}
        </Figure>
      </dl>
      <JudgedHops
        title="Would start: runs again now, not by the deployed version"
        hops={rehearsal.wouldStart}
      />
      <JudgedHops title="Would stop: runs again by the deployed version only" hops={rehearsal.wouldStop} />
      <JudgedHops
        title="Would run again"
        hops={rehearsal.examples.filter(({ decision }) => decision === 'run-again')}
        count={rehearsal.runAgainCount}
        open
      />
      <JudgedHops title="Cannot be judged" hops={rehearsal.undecidable} count={rehearsal.undecidableCount} />
    </div>
  );
}

function Figure({
  name,
  tone = '',
  says,
  children,
}: {
  name: string;
  tone?: string;
  says?: string;
  children: ReactNode;
}) {
  return (
    <>
      <dt title={says} className="border-b border-line py-1 text-muted">
        {name}
      </dt>
      <dd title={says} className={`border-b border-line py-1 text-right font-medium ${tone}`}>
        {children}
      </dd>
    </>
  );
}
