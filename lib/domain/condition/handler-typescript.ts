import { US_EAST_1_PRICES } from '../cost.ts';
import { parseEventPattern } from '../event-pattern/parse-event-pattern.ts';
import { commentText, typescriptString } from './code-text.ts';
import type { Condition } from './condition.ts';
import { mayFollow } from './condition-reach.ts';
import { longestDelaySeconds } from './delay-of.ts';
import { describeChainLimits, describeWhen } from './describe-condition.ts';
import { patternToTypescript } from './pattern-to-typescript.ts';
import { handlerBody } from './typescript-handler-text.ts';

export type HandlerCondition = Pick<
  Condition,
  'name' | 'version' | 'functionName' | 'when' | 'limits' | 'nextInput'
>;

/**
 * A whole handler in TypeScript that runs the function's own one, judges its result by the condition and invokes the
 * function again within the limits: the attempt counter travels in the payload's field `__rerun`, the markers make the
 * chain observable, and the SDK passes the trace header on. Texts of the condition stay texts in it.
 */
export function handlerTypescript(condition: HandlerCondition): string {
  const { limits } = condition;
  const constants = [
    `const CONDITION = ${typescriptString(conditionWords(condition))};`,
    `const MAX_ATTEMPTS = ${limits.maxAttempts};`,
    ...(limits.delaySeconds > 0 ? delayConstants(condition) : []),
    ...(limits.windowSeconds === null ? [] : [`const WINDOW_SECONDS = ${limits.windowSeconds};`]),
    ...(limits.budgetUsd === null ? [] : budgetConstants(limits.budgetUsd)),
  ];
  return [
    headWords(condition)
      .map((line) => `// ${commentText(line)}`)
      .join('\n'),
    `import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';\nimport { handler as run } from './own-handler.mjs';`,
    constants.join('\n'),
    handlerBody({
      delays: limits.delaySeconds > 0,
      window: limits.windowSeconds !== null,
      budget: limits.budgetUsd !== null,
      nextInput: condition.nextInput,
    }),
    patternToTypescript(condition.when),
  ].join('\n\n');
}

/** The lines that any language's handler begins with. */
export function headWords(condition: HandlerCondition): string[] {
  const { name, version, functionName, when, limits } = condition;
  const parsed = parseEventPattern(when);
  const failure = parsed.ok && mayFollow(parsed.pattern).failure;
  return [
    `Condition “${name}”, version ${version}, of the function ${functionName}, written by Reprise.`,
    `Runs it again where ${describeWhen(when).join(' and ')}:`,
    ...describeChainLimits(limits).map((words) => `- ${words}`),
    ...(failure
      ? [
          'A run that failed fails for Lambda too: set MaximumRetryAttempts to 0, or its own tries come on top.',
        ]
      : []),
  ];
}

export function conditionWords({ name, version, when }: HandlerCondition): string {
  return `condition ${name}, version ${version}: ${describeWhen(when).join(' and ')}`;
}

function delayConstants({ limits }: HandlerCondition): string[] {
  return [
    `const DELAY_SECONDS = ${limits.delaySeconds};`,
    `const BACKOFF_RATE = ${limits.backoffRate};`,
    `const MAX_DELAY_SECONDS = ${longestDelaySeconds(limits)};`,
    `const JITTER = ${limits.jitter === 'FULL'};`,
  ];
}

function budgetConstants(budgetUsd: number): string[] {
  const { gbSecondX86, gbSecondArm, request } = US_EAST_1_PRICES;
  return [
    `const BUDGET_USD = ${budgetUsd};`,
    `const USD_PER_GB_SECOND = process.arch === 'arm64' ? ${gbSecondArm} : ${gbSecondX86};`,
    `const USD_PER_REQUEST = ${request};`,
  ];
}
