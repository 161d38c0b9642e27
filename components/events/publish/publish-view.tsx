'use client';
import { parseAsString, useQueryStates } from 'nuqs';
import { problemFrom } from '@/components/live/fetch-json';
import { ErrorState } from '@/components/ui/error-state';
import { PageTitle } from '@/components/ui/page-title';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { PublishForm } from './publish-form';
import { PublishResult } from './publish-result';
import { usePrefill } from './use-prefill';

const params = {
  /** Publish this event again. */
  event: parseAsString,
  /** Publish from this hop. */
  hop: parseAsString,
  bus: parseAsString,
  /** What became of this operation. */
  operation: parseAsString,
  /** Its entries that failed, in the form again. */
  retry: parseAsString,
};

/** The form, and after sending what became of it; the address says which, so that a reload shows the same. */
export function PublishView() {
  const [state, setState] = useQueryStates(params, { history: 'push' });
  const prefill = usePrefill(state);
  if (state.operation !== null) {
    return (
      <PublishResult
        key={state.operation}
        operationId={state.operation}
        onRetry={() => void setState({ retry: state.operation, operation: null })}
      />
    );
  }
  if (prefill.error !== null) {
    return (
      <ErrorState
        title="What is to be published again could not be read"
        problem={problemFrom(prefill.error)}
        onRetry={prefill.retry}
        retrying={prefill.reading}
      />
    );
  }
  if (prefill.start === null) return <PublishViewSkeleton />;
  return (
    <PublishForm
      key={`${state.event} ${state.hop} ${state.retry}`}
      start={prefill.start}
      onSent={(operationId) => void setState({ operation: operationId, retry: null })}
    />
  );
}

export function PublishViewSkeleton() {
  return (
    <>
      <PageTitle title="Publish events" />
      <RowsSkeleton rows={8} label="Reading what is to be published" />
    </>
  );
}
