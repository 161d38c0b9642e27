'use client';
import './globals.css';
import { ErrorState } from '@/components/ui/error-state';

/** The frame itself failed: this replaces the whole document. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Reprise could not start</title>
        <main>
          <ErrorState
            title="The dashboard could not be shown"
            problem={{
              message: 'Something failed before the page was made. Nothing in AWS was changed by it.',
              nextStep: 'Reload. If it stays, the log of the dashboard says why.',
              awsCode: null,
            }}
            onRetry={() => window.location.reload()}
          >
            {error.digest === undefined ? null : (
              <p className="text-xs text-muted">
                Look for <code>{error.digest}</code> in the log.
              </p>
            )}
          </ErrorState>
        </main>
      </body>
    </html>
  );
}
