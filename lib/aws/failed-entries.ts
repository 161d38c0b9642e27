import { AppError } from '../domain/app-error.ts';
import { toAppError } from './aws-error.ts';

interface FailedEntry {
  TargetId?: string | undefined;
  ErrorCode?: string | undefined;
  ErrorMessage?: string | undefined;
}

/** Throws what AWS said of the entries it did not take, each by its target ID; nothing where it took all. */
export function refuseFailedEntries(
  operation: 'PutTargets' | 'RemoveTargets',
  ruleName: string,
  entries: readonly FailedEntry[] | undefined,
): void {
  if (entries === undefined || entries.length === 0) return;
  const failures = entries.map(({ TargetId, ErrorCode, ErrorMessage }) => {
    const thrown = { name: ErrorCode, message: ErrorMessage, $metadata: { httpStatusCode: 400 } };
    const error = toAppError(thrown, { service: 'events', operation, resource: ruleName });
    return { targetId: TargetId ?? '', error: error instanceof AppError ? error : null };
  });
  const first = failures[0]?.error;
  throw new AppError(
    first?.code ?? 'aws-failed',
    failures.map(({ targetId, error }) => `Target ${targetId}: ${error?.message ?? ''}`).join(' '),
    {
      nextStep: first?.nextStep ?? 'Correct the targets named here and try again.',
      field: 'targets',
      ...(first?.awsCode ? { awsCode: first.awsCode } : {}),
      cause: entries,
    },
  );
}
