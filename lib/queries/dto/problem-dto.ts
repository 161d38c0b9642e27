import type { ProblemText } from '../../contract/operation.ts';
import type { OperationRow } from '../../store/store.ts';

/** What went wrong, as clients see it. */
export function problemDto(error: OperationRow['error']): ProblemText | null {
  if (error === null) return null;
  const { code, message, nextStep, awsCode } = error;
  return { code, message, nextStep, awsCode, field: null };
}
