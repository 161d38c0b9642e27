import type { ProblemText } from '@/lib/contract/operation';
import {
  RULE_TARGETS_LIMIT,
  type RuleCheckRequest,
  type SaveRuleInput,
  zRuleTarget,
  zSaveRuleInput,
} from '@/lib/contract/rule';
import { checkInputTransformer } from '@/lib/domain/input-transformer/check-input-transformer';
import { parseJsonPath } from '@/lib/domain/input-transformer/json-path';
import { jsonSyntaxError } from '@/lib/domain/json-text';

/** What is wrong with each field, by its path: `ruleName`, `targets.0.arn`. */
export type FieldProblems = ReadonlyMap<string, string>;

/** A name that passes, so that the rest of an unnamed rule can be judged by the server. */
const UNNAMED = 'reprise-unnamed-rule';

/** What can be told about a rule without asking anyone; of several problems of one field the first. */
export function fieldProblems(input: SaveRuleInput): FieldProblems {
  const problems = new Map<string, string>();
  const add = (field: string, message: string) => {
    if (!problems.has(field)) problems.set(field, message);
  };
  const parsed = zSaveRuleInput.safeParse(input);
  for (const issue of parsed.error?.issues ?? []) add(issue.path.join('.'), issue.message);
  if (input.targets.length > RULE_TARGETS_LIMIT) {
    add('targets', `A rule has at most ${RULE_TARGETS_LIMIT} targets`);
  }
  const ids = new Set<string>();
  for (const [index, target] of input.targets.entries()) {
    const at = `targets.${index}`;
    if (ids.has(target.id)) add(`${at}.id`, 'Another target has this ID');
    ids.add(target.id);
    if (target.input !== null) {
      const fault = jsonSyntaxError(target.input);
      if (fault !== null) add(`${at}.input`, `Line ${fault.line}, column ${fault.column}: ${fault.message}`);
    }
    if (target.inputPath !== null && parseJsonPath(target.inputPath) === null) {
      add(`${at}.inputPath`, 'Not a JSON path that EventBridge knows, such as $.detail or $.detail.items[0]');
    }
    if (target.inputTransformer !== null) {
      const { inputPathsMap, inputTemplate } = target.inputTransformer;
      for (const problem of checkInputTransformer({
        InputPathsMap: inputPathsMap,
        InputTemplate: inputTemplate,
      })) {
        const field = problem.field === 'InputPathsMap' ? 'inputPathsMap' : 'inputTemplate';
        const variable =
          problem.field === 'InputPathsMap' && problem.variable !== null ? `.${problem.variable}` : '';
        add(`${at}.inputTransformer.${field}${variable}`, problem.message);
      }
    }
  }
  return problems;
}

/** What the server is asked about an unfinished rule: what does not even have the form is left out or replaced. */
export function checkRequestOf(input: SaveRuleInput, withinMs: number): RuleCheckRequest {
  const named = zSaveRuleInput.shape.ruleName.safeParse(input.ruleName).success;
  const onBus = zSaveRuleInput.shape.eventBusName.safeParse(input.eventBusName).success;
  return {
    rule: {
      ...input,
      eventBusName: onBus ? input.eventBusName : 'default',
      ruleName: named ? input.ruleName : UNNAMED,
      description: input.description.slice(0, 512),
      eventPattern: input.eventPattern === '' ? '{}' : input.eventPattern,
      overwrite: named ? input.overwrite : true,
      targets: sentTargets(input).map(({ target }) => target),
    },
    withinMs,
  };
}

/** The server's problems under the fields of the form; those of no field under the empty path. */
export function serverProblems(problems: readonly ProblemText[], input: SaveRuleInput): FieldProblems {
  const sent = sentTargets(input);
  const found = new Map<string, string>();
  for (const { field, message } of problems) {
    const path = (field ?? '').replace(
      /^targets\.(\d+)/,
      (_, index: string) => `targets.${sent[Number(index)]?.index ?? index}`,
    );
    if (!found.has(path)) found.set(path, message);
  }
  return found;
}

function sentTargets(input: SaveRuleInput): { target: SaveRuleInput['targets'][number]; index: number }[] {
  return input.targets
    .map((target, index) => ({ target, index }))
    .filter(({ target }) => zRuleTarget.safeParse(target).success)
    .slice(0, RULE_TARGETS_LIMIT);
}
