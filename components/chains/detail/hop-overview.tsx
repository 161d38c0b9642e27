'use client';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { Cost } from '@/components/ui/cost';
import { Fact } from '@/components/ui/fact';
import { harmlessText } from '@/components/ui/harmless-text';
import { IdFact } from '@/components/ui/id-fact';
import { MechanismIcon } from '@/components/ui/mechanism-icon';
import { StatusBadge } from '@/components/ui/status-badge';
import type { HopDetail } from '@/lib/contract/hop';
import { EVIDENCE_WORDS, STRENGTH_WORDS } from './evidence-words';
import { HopEvent } from './hop-event';
import { HopExecution } from './hop-execution';
import { HopFigures } from './hop-figures';

interface HopOverviewProps {
  hop: HopDetail;
  /** number of a hop in this chain, null where it is another chain's */
  positionOf: (hopId: string) => number | null;
  onShow: (hopId: string) => void;
}

/** All that is known of one run, what caused it and what it caused, with the evidence for it. */
export function HopOverview({ hop, positionOf, onShow }: HopOverviewProps) {
  const link = (other: { hopId: string; functionName: string; chainId: string }) => {
    const position = positionOf(other.hopId);
    return position === null ? (
      <Link href={`/chains/${other.chainId}?hop=${other.hopId}` as Route} className="link">
        {other.functionName} in another chain
      </Link>
    ) : (
      <button type="button" className="link min-h-6" onClick={() => onShow(other.hopId)}>
        Hop {position} {other.functionName}
      </button>
    );
  };
  return (
    <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-2 gap-y-1 px-4 py-3 [&>dd]:min-w-0 [&>dt]:text-muted">
      <dt>Status</dt>
      <dd className="flex flex-wrap items-center gap-2">
        <StatusBadge status={hop.status} />
        {hop.errorType === null ? null : (
          <code className="text-xs break-all">{harmlessText(hop.errorType)}</code>
        )}
      </dd>
      {hop.errorMessage === null ? null : (
        <Fact name="Error">
          <p className="max-h-40 overflow-y-auto font-mono text-xs break-words whitespace-pre-wrap text-failed">
            {harmlessText(hop.errorMessage)}
          </p>
        </Fact>
      )}
      <Fact name="Caused by">
        <span className="flex flex-wrap items-center gap-x-2">
          {hop.via === 'unknown' && hop.causes.length === 0 ? null : <MechanismIcon via={hop.via} withWord />}
          {hop.causes.length === 0 ? <NoCause hop={hop} /> : null}
          {hop.causes.map((cause) => (
            <span key={cause.hopId}>{link(cause)}</span>
          ))}
        </span>
      </Fact>
      <HopEvent hop={hop} />
      <HopExecution hop={hop} />
      {hop.evidence.length === 0 ? null : (
        <Fact name="Evidence">
          <ul className="flex flex-col gap-0.5">
            {hop.evidence.map((item) => (
              <li key={`${item.kind}${item.value}`}>
                {EVIDENCE_WORDS[item.kind] ?? item.kind}{' '}
                <code className="text-xs break-all" title={item.value}>
                  {item.value}
                </code>{' '}
                <span className={item.strength === 'exact' ? 'text-muted' : 'text-waiting'}>
                  {STRENGTH_WORDS[item.strength]}
                </span>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact name="Attempt">
        {hop.attempt}
        {hop.maxAttempts === null ? '' : ` of ${hop.maxAttempts}`}
        {hop.deliveryAttempt > 1 ? (
          <span className="text-muted"> (delivery {hop.deliveryAttempt} of this request)</span>
        ) : null}
      </Fact>
      {hop.reason === null ? null : (
        <Fact name="Reason">
          <code className="text-xs break-words">{harmlessText(hop.reason)}</code>
        </Fact>
      )}
      <Fact name="Started">
        {hop.startedAt === null ? <Unknown>not seen</Unknown> : <AbsoluteTime at={hop.startedAt} withMs />}
      </Fact>
      <HopFigures hop={hop} />
      <Fact name="Cost">
        <Cost usd={hop.costUsd} />
      </Fact>
      <Fact name="Then">
        {hop.effects.length === 0 ? (
          <Unknown>nothing followed</Unknown>
        ) : (
          <ul className="flex max-h-36 flex-col overflow-y-auto">
            {hop.effects.map((effect) => (
              <li key={effect.hopId}>{link(effect)}</li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact name="Function">
        <Link href={`/functions/${encodeURIComponent(hop.functionName)}` as Route} className="link">
          {hop.functionName}
        </Link>
        {hop.version === null ? null : <span className="text-muted"> {hop.version}</span>}
      </Fact>
      <IdFact name="Request ID" value={hop.requestId} />
      <IdFact name="Trace ID" value={hop.traceId} />
      <IdFact name="Log stream" value={hop.logStreamName} />
      {hop.operationId === null ? null : <IdFact name="Operation" value={hop.operationId} />}
    </dl>
  );
}

function NoCause({ hop }: { hop: HopDetail }) {
  if (hop.parentCandidateCount > 1)
    return <span className="text-waiting">parent unknown among {hop.parentCandidateCount} hops</span>;
  return (
    <Unknown>{hop.via === 'manual' ? 'a person or program' : 'not known, nothing seen before it'}</Unknown>
  );
}

function Unknown({ children }: { children: ReactNode }) {
  return <span className="text-faint">{children}</span>;
}
