import { US_EAST_1_PRICES } from '../cost.ts';
import { commentText, goString } from './code-text.ts';
import { longestDelaySeconds } from './delay-of.ts';
import { goHandler } from './go-handler-text.ts';
import { conditionWords, type HandlerCondition, headWords } from './handler-typescript.ts';
import { patternToGo } from './pattern-to-go.ts';

const SDK = [
  'github.com/aws/aws-lambda-go/lambda',
  'github.com/aws/aws-lambda-go/lambdacontext',
  'github.com/aws/aws-sdk-go-v2/aws',
  'awsmiddleware github.com/aws/aws-sdk-go-v2/aws/middleware',
  'github.com/aws/aws-sdk-go-v2/config',
  'lambdaclient github.com/aws/aws-sdk-go-v2/service/lambda',
  'github.com/aws/aws-sdk-go-v2/service/lambda/types',
];

/**
 * The same as `handlerTypescript` in Go, for aws-lambda-go and aws-sdk-go-v2: a file of package `main` beside one that
 * has the function's own `run(ctx, request)`.
 */
export function handlerGo(condition: HandlerCondition): string {
  const { limits } = condition;
  const matches = patternToGo(condition.when);
  const handler = goHandler({
    delays: limits.delaySeconds > 0,
    jitter: limits.jitter === 'FULL',
    window: limits.windowSeconds !== null,
    budget: limits.budgetUsd !== null,
    nextInput: condition.nextInput,
  });
  const standard = [...new Set([...matches.imports, ...handler.imports])].sort();
  return `${headWords(condition)
    .map((line) => `// ${commentText(line)}`)
    .join('\n')}

package main

import (
${standard.map((name) => `\t"${name}"`).join('\n')}

${SDK.map(importLine).join('\n')}
)

const (
${constantLines(condition)}
)

${handler.code}

${matches.code}`;
}

function importLine(name: string): string {
  const [alias, path] = name.split(' ');
  return path === undefined ? `\t"${alias}"` : `\t${alias} "${path}"`;
}

/** As gofmt aligns them. */
function constantLines(condition: HandlerCondition): string {
  const constants = constantsOf(condition);
  const width = Math.max(...constants.map(([name]) => name.length));
  return constants.map(([name, value]) => `\t${name.padEnd(width)} = ${value}`).join('\n');
}

function constantsOf(condition: HandlerCondition): [name: string, value: string | number][] {
  const { limits } = condition;
  const constants: [string, string | number][] = [
    ['condition', goString(conditionWords(condition))],
    ['maxAttempts', limits.maxAttempts],
  ];
  if (limits.delaySeconds > 0) {
    constants.push(
      ['delaySeconds', limits.delaySeconds],
      ['backoffRate', limits.backoffRate],
      ['maxDelaySeconds', longestDelaySeconds(limits)],
    );
  }
  if (limits.windowSeconds !== null) constants.push(['windowSeconds', limits.windowSeconds]);
  if (limits.budgetUsd !== null) {
    const { gbSecondX86, gbSecondArm, request } = US_EAST_1_PRICES;
    constants.push(
      ['budgetUSD', limits.budgetUsd],
      ['usdPerGBSecondX86', gbSecondX86],
      ['usdPerGBSecondArm', gbSecondArm],
      ['usdPerRequest', request],
    );
  }
  return constants;
}
