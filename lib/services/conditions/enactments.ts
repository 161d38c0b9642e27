import { type Enactment, HOWS } from '../../contract/condition.ts';
import type { Condition } from '../../domain/condition/condition.ts';
import { enactmentLimits } from '../../domain/condition/enactment-limits.ts';
import { handlerGo } from '../../domain/condition/handler-go.ts';
import { handlerTypescript } from '../../domain/condition/handler-typescript.ts';
import { ruleEnactment } from '../../domain/condition/rule-enactment.ts';
import { stateMachineEnactment } from '../../domain/condition/state-machine-enactment.ts';
import { fieldProblem } from '../rules/field-problem.ts';
import { dashboardWords } from './deploy-warnings.ts';

type Part = Enactment['parts'][number];

/** What each way makes of the condition, side by side. Its pattern must be one. */
export function enactmentsOf(condition: Condition): Enactment[] {
  return HOWS.map((how) => {
    const { cannot, problems } = enactmentLimits(condition, how);
    return {
      how,
      parts: partsOf({ ...condition, how }),
      cannot,
      problems: problems.map(({ field, message, nextStep }) => fieldProblem(field, message, nextStep)),
    };
  });
}

function partsOf(condition: Condition): Part[] {
  switch (condition.how) {
    case 'invoke':
      return [
        { title: 'By this dashboard', language: 'text', text: dashboardWords(condition).join('\n') },
        {
          title: 'Or by the handler, TypeScript',
          language: 'typescript',
          text: handlerTypescript(condition),
        },
        { title: 'Or by the handler, Go', language: 'go', text: handlerGo(condition) },
      ];
    case 'eventbridge':
      return ruleParts(condition);
    case 'stepfunctions': {
      const { definition, rolePolicy, trustPolicy } = stateMachineEnactment(condition);
      return [
        { title: 'State machine', language: 'json', text: definition },
        { title: 'What its role allows', language: 'json', text: rolePolicy },
        { title: 'Who takes the role', language: 'json', text: trustPolicy },
      ];
    }
  }
}

function ruleParts(condition: Condition): Part[] {
  const rule = ruleEnactment(condition);
  if (!rule.ok) return [];
  const bus = condition.eventBusName ?? 'the bus';
  const destination = { Destination: `event bus ${bus}` };
  const json = (value: unknown) => JSON.stringify(value, null, 2);
  return [
    { title: 'Event pattern', language: 'json', text: json(JSON.parse(rule.eventPattern)) },
    {
      title: 'Target',
      language: 'json',
      text: json({ Arn: condition.functionArn, InputPath: rule.inputPath }),
    },
    {
      title: 'Destinations of the function',
      language: 'json',
      text: json({
        ...(rule.onSuccess ? { OnSuccess: destination } : {}),
        ...(rule.onFailure ? { OnFailure: destination } : {}),
        ...(rule.maximumRetryAttempts === null ? {} : { MaximumRetryAttempts: rule.maximumRetryAttempts }),
      }),
    },
  ];
}
