import type { ConditionCheck } from '../../contract/condition.ts';
import type { ProblemText } from '../../contract/operation.ts';
import { reachOf } from '../../domain/condition/condition-reach.ts';
import { describeWhen } from '../../domain/condition/describe-condition.ts';
import { checkPattern } from '../rules/check-pattern.ts';
import { fieldProblem } from '../rules/field-problem.ts';
import type { ServiceContext } from '../service-context.ts';

type WhenCheck = Pick<ConditionCheck, 'problems' | 'warnings' | 'patternProblem' | 'words' | 'reach'> & {
  readable: boolean;
};

/** Judges the pattern of a condition: as text, by what AWS says of it, and by whether it tells results apart. */
export async function checkWhen(context: Pick<ServiceContext, 'aws'>, when: string): Promise<WhenCheck> {
  const { problems, warnings, patternProblem, pattern } = await checkPattern(context, when);
  const reach = pattern === null ? 'unknown' : reachOf(pattern);
  return {
    problems: [...problems.map((problem) => ({ ...problem, field: 'when' })), ...reachProblems(reach)],
    warnings,
    patternProblem,
    words: describeWhen(when),
    reach,
    readable: pattern !== null,
  };
}

function reachProblems(reach: ConditionCheck['reach']): ProblemText[] {
  if (reach === 'never') {
    const message = 'It can never match: no record of Lambda’s has these fields and values.';
    return [fieldProblem('when', message, 'Name fields of the record, such as responsePayload.status.')];
  }
  if (reach !== 'always') return [];
  const message = 'It matches every result: the function would run again whatever it answers.';
  return [fieldProblem('when', message, 'Ask for a value that tells the results apart.')];
}
