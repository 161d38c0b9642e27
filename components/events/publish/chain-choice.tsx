'use client';
import type { Route } from 'next';
import Link from 'next/link';
import { ChainChoice as Choice } from '@/components/ui/chain-choice';
import { hopPath } from '../caused-hops';
import type { PublishStart } from './use-prefill';

/** Whether what the events run belongs to the hop's chain. */
export function ChainChoice({
  hop,
  continues,
  onContinues,
}: {
  hop: NonNullable<PublishStart['hop']>;
  continues: boolean;
  onContinues: (continues: boolean) => void;
}) {
  return (
    <Choice continues={continues} onContinues={onContinues}>
      {continues ? (
        <>
          Same trace Root: what they run joins the chain of{' '}
          <Link href={hopPath(hop) as Route} className="link">
            {hop.functionName}
          </Link>
          .
        </>
      ) : (
        <>
          Own trace: nothing joins them to an earlier run; a field <code>__rerun</code> is taken out of the
          detail.
        </>
      )}
    </Choice>
  );
}
