'use client';
import { ErrorState } from '@/components/ui/error-state';

/** The query failed, which is not the same as a chain that does not exist. */
export default function ChainError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      title="The chain could not be read"
      problem={{
        message: 'The dashboard’s own database did not answer as it should. The chain may well exist.',
        nextStep: 'Try again. If it stays, the health page says what is wrong.',
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
