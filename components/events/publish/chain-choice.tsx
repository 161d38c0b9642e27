'use client';
import type { Route } from 'next';
import Link from 'next/link';
import { Segmented } from '@/components/ui/segmented';
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
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Segmented
        label="Chain"
        value={continues ? 'continue' : 'new'}
        options={[
          { value: 'continue', label: 'Continue the chain' },
          { value: 'new', label: 'Start a chain' },
        ]}
        onValueChange={(value) => onContinues(value === 'continue')}
      />
      <p className="text-xs text-muted">
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
      </p>
    </div>
  );
}
