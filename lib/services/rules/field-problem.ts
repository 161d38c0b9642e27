import type { ProblemText } from '../../contract/operation.ts';

/** What is wrong with one field of a rule, to be shown beside it. */
export function fieldProblem(field: string, message: string, nextStep: string | null = null): ProblemText {
  return { code: 'invalid-input', message, nextStep, awsCode: null, field };
}
