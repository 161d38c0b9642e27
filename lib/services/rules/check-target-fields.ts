import type { ProblemText } from '../../contract/operation.ts';
import type { RuleTarget } from '../../contract/rule.ts';
import { checkInputTransformer } from '../../domain/input-transformer/check-input-transformer.ts';
import { parseJsonPath } from '../../domain/input-transformer/json-path.ts';
import { transformInput } from '../../domain/input-transformer/transform-input.ts';
import { jsonSyntaxError } from '../../domain/json-text.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import { fieldProblem } from './field-problem.ts';

export interface TargetSurroundings {
  ruleArn: string;
  ruleName: string;
  region: string;
  /** A real event that the pattern matches, JSON text; null where none is recorded. */
  example: string | null;
}

/** What AWS would refuse in the targets, or what would go wrong with a real event, each beside its field. */
export function checkTargetFields(targets: readonly RuleTarget[], around: TargetSurroundings): ProblemText[] {
  const seen = new Set<string>();
  return targets.flatMap((target, index) => {
    const at = (field: string) => `targets.${index}.${field}`;
    const problems: ProblemText[] = [];
    if (seen.has(target.id)) {
      problems.push(fieldProblem(at('id'), 'Another target of this rule has this ID.', 'Choose another ID.'));
    }
    seen.add(target.id);
    problems.push(...arnProblems(target, around, at), ...inputProblems(target, around, at));
    return problems;
  });
}

type At = (field: string) => string;

function arnProblems(target: RuleTarget, { region }: TargetSurroundings, at: At): ProblemText[] {
  const problems: ProblemText[] = [];
  const found = targetOfArn(target.arn);
  if (found.kind === 'lambda' && found.region !== region) {
    const message = `The function is in ${found.region}, the rule in ${region}: a rule reaches functions of its own region only.`;
    problems.push(fieldProblem(at('arn'), message));
  }
  if (found.kind === 'state-machine' && target.roleArn === null) {
    const message = 'A state machine is started by a role: name one that may call states:StartExecution.';
    problems.push(fieldProblem(at('roleArn'), message));
  }
  if (target.deadLetterQueueArn === null) return problems;
  const field = at('deadLetterQueueArn');
  const queue = targetOfArn(target.deadLetterQueueArn);
  if (queue.kind !== 'queue') {
    problems.push(
      fieldProblem(field, 'A dead-letter queue is an SQS queue: arn:aws:sqs:<region>:<account>:<name>.'),
    );
  } else if (queue.region !== region) {
    const message = `The queue is in ${queue.region}; a dead-letter queue is in the rule’s region, ${region}.`;
    problems.push(fieldProblem(field, message));
  } else if (queue.name.endsWith('.fifo')) {
    problems.push(
      fieldProblem(field, 'A dead-letter queue of a rule is a standard queue, not a FIFO queue.'),
    );
  }
  return problems;
}

function inputProblems(target: RuleTarget, around: TargetSurroundings, at: At): ProblemText[] {
  const { input, inputPath, inputTransformer: transformer } = target;
  const given = [
    ['input', input],
    ['inputPath', inputPath],
    ['inputTransformer', transformer],
  ].filter(([, value]) => value !== null);
  if (given.length > 1) {
    const message = 'A target takes one of a constant input, an input path and an input transformer.';
    return [fieldProblem(at(String(given[1]?.[0])), message, 'Remove all but one.')];
  }
  if (input !== null) {
    const fault = jsonSyntaxError(input);
    if (fault === null) return [];
    const message = `The input is not JSON: ${fault.message} (line ${fault.line}, column ${fault.column}).`;
    return [fieldProblem(at('input'), message)];
  }
  if (inputPath !== null) {
    if (parseJsonPath(inputPath) === null) {
      const message = `${inputPath} is not a JSON path that EventBridge knows.`;
      return [fieldProblem(at('inputPath'), message, 'Write it like $.detail.order.')];
    }
    return onExample({ InputPath: inputPath }, around, at('inputPath'));
  }
  if (transformer === null) return [];
  const sent = { InputPathsMap: transformer.inputPathsMap, InputTemplate: transformer.inputTemplate };
  const faults = checkInputTransformer(sent).map(({ field, variable, message }) =>
    fieldProblem(
      at(TRANSFORMER_FIELDS[field] + (variable !== null && field === 'InputPathsMap' ? `.${variable}` : '')),
      message,
    ),
  );
  if (faults.length > 0) return faults;
  return onExample({ InputTransformer: sent }, around, at(TRANSFORMER_FIELDS.InputTemplate));
}

const TRANSFORMER_FIELDS = {
  InputPathsMap: 'inputTransformer.inputPathsMap',
  InputTemplate: 'inputTransformer.inputTemplate',
} as const;

function onExample(
  target: Parameters<typeof transformInput>[0],
  { example, ruleArn, ruleName }: TargetSurroundings,
  field: string,
): ProblemText[] {
  if (example === null) return [];
  const ingestionTime = new Date().toISOString();
  const transformed = transformInput(target, example, { ruleArn, ruleName, ingestionTime });
  if (transformed.ok) return [];
  return [fieldProblem(field, transformed.message, 'Tried on the newest recorded event that matches.')];
}
