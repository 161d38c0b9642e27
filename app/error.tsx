'use client';
import { ErrorState } from '@/components/ui/error-state';

/** A page that failed: the frame around it stays. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      title="This page could not be shown"
      problem={{
        message: 'Something failed while the page was made. Nothing in AWS was changed by it.',
        nextStep:
          'Try again. If it stays, the health page says what is missing, and the log of the dashboard why.',
        awsCode: null,
      }}
      onRetry={reset}
    >
      {error.digest === undefined ? null : (
        <p className="text-xs text-muted">
          Look for <code>{error.digest}</code> in the log.
        </p>
      )}
    </ErrorState>
  );
}
