import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCli } from './compile-cli.ts';
import { compileCloudFormation } from './compile-cloudformation.ts';
import { compileTerraform } from './compile-terraform.ts';
import type { ExportedRule } from './exported-rule.ts';

const RULE_ARN = 'arn:aws:events:eu-west-1:123456789012:rule/chains/order-again';
const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:poller';

const target = (input: Partial<ExportedRule['targets'][number]> = {}): ExportedRule['targets'][number] => ({
  id: 'again',
  arn: FUNCTION_ARN,
  roleArn: null,
  input: null,
  inputPath: null,
  inputTransformer: null,
  retryPolicy: null,
  deadLetterQueueArn: null,
  ...input,
});
const rule = (input: Partial<ExportedRule> = {}): ExportedRule => ({
  eventBusName: 'chains',
  ruleName: 'order-again',
  description: null,
  eventPattern: '{"source":["shop"],"detail":{"attempt":[{"numeric":["<",5]}]}}',
  scheduleExpression: null,
  state: 'ENABLED',
  targets: [target()],
  permissions: [{ functionName: 'poller', qualifier: null, statementId: 'reprise-1', ruleArn: RULE_ARN }],
  ...input,
});
const FULL = rule({
  description: 'Runs it again',
  targets: [
    target({
      inputTransformer: { inputPathsMap: { next: '$.detail' }, inputTemplate: '{"next": <next>}' },
      retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 300 },
      deadLetterQueueArn: 'arn:aws:sqs:eu-west-1:123456789012:lost',
    }),
    target({ id: 'log', arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/events/chains' }),
  ],
  permissions: [{ functionName: 'poller', qualifier: 'live', statementId: 'reprise-1', ruleArn: RULE_ARN }],
});

/** What bash would hand to `aws`, call by call. */
function callsOf(script: string): { args: string[]; input: Record<string, unknown> }[] {
  const stub = `aws() { printf '%s\\0' "$@"; printf '\\0'; }\n${script.replace('#!/usr/bin/env bash\n', '')}`;
  const output = execFileSync('bash', ['--norc', '-c', stub], { encoding: 'utf8' });
  return output
    .split('\0\0')
    .filter((call) => call !== '')
    .map((call) => call.split('\0'))
    .map((args) => ({ args, input: JSON.parse(args.at(-1) ?? '') }));
}

describe('compileCli', () => {
  it('writes the three commands', () => {
    const calls = callsOf(compileCli(FULL));
    expect(calls.map(({ args }) => args.slice(0, -1))).toEqual([
      ['events', 'put-rule', '--cli-input-json'],
      ['lambda', 'add-permission', '--cli-input-json'],
      ['events', 'put-targets', '--cli-input-json'],
    ]);
    expect(calls[0]?.input).toMatchObject({ Name: 'order-again', EventBusName: 'chains', State: 'ENABLED' });
    expect(calls[1]?.input).toMatchObject({ Qualifier: 'live', SourceArn: RULE_ARN });
    expect(calls[2]?.input).toMatchObject({
      Rule: 'order-again',
      Targets: [
        { Id: 'again', RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: {} },
        { Id: 'log' },
      ],
    });
  });
  it('leaves the default bus and what is not set out', () => {
    const [put] = callsOf(compileCli(rule({ eventBusName: 'default' })));
    expect(Object.keys(put?.input ?? {})).toEqual(['Name', 'EventPattern', 'State']);
  });
  it('lets no text break out of its quotes', () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), (description, input) => {
        const [put, , targets] = callsOf(compileCli(rule({ description, targets: [target({ input })] })));
        expect(put?.input.Description ?? '').toBe(description);
        expect(targets?.input.Targets).toMatchObject(input === '' ? [{}] : [{ Input: input }]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('compileCloudFormation', () => {
  const textOf = (given: ExportedRule) => {
    const compiled = compileCloudFormation(given);
    if (!compiled.ok) throw new Error(compiled.message);
    return compiled.text;
  };
  it('writes a template', () => {
    expect(textOf(FULL)).toBe(`AWSTemplateFormatVersion: "2010-09-09"
Resources:
  OrderAgainRule:
    Type: "AWS::Events::Rule"
    Properties:
      Name: "order-again"
      EventBusName: "chains"
      Description: "Runs it again"
      EventPattern: {"source": ["shop"], "detail": {"attempt": [{"numeric": ["<", 5]}]}}
      State: "ENABLED"
      Targets:
        - Id: "again"
          Arn: "${FUNCTION_ARN}"
          InputTransformer:
            InputPathsMap:
              "next": "$.detail"
            InputTemplate: "{\\"next\\": <next>}"
          RetryPolicy:
            MaximumRetryAttempts: 2
            MaximumEventAgeInSeconds: 300
          DeadLetterConfig:
            Arn: "arn:aws:sqs:eu-west-1:123456789012:lost"
        - Id: "log"
          Arn: "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/events/chains"
  OrderAgainRulePermission:
    Type: "AWS::Lambda::Permission"
    Properties:
      Action: "lambda:InvokeFunction"
      FunctionName: "poller:live"
      Principal: "events.amazonaws.com"
      SourceArn:
        Fn::GetAtt:
          - "OrderAgainRule"
          - "Arn"
`);
  });
  it.each([
    ['{"a":[12345678901234567890]}', '{"a": [12345678901234567890]}'],
    ['{"a":[1E9, 1.5e-3]}', '{"a": [1.0e+9, 1.5e-3]}'],
    ['{"a":["x"],"\\u0061":["y"]}', '{"a": ["y"]}'],
    ['{"a":["\\u0085\u2028"]}', '{"a": ["\\u0085\\u2028"]}'],
    ['{"a":["\\ud83d\\ude00"]}', '{"a": ["😀"]}'],
  ])('writes the pattern %s for YAML', (eventPattern, yaml) => {
    expect(textOf(rule({ eventPattern }))).toContain(`EventPattern: ${yaml}\n`);
  });
  it.each([
    [{ description: 'see {{resolve:ssm:/secret}}' }, '{{resolve:'],
    [{ eventPattern: '{"detail":{"a":["\\u007b{resolve:ssm:/secret}}"]}}' }, '{{resolve:'],
    [{ eventPattern: '{"detail":{"$or":[{"Ref":["x"]},{"b":[1]}]}}' }, 'Ref'],
    [{ eventPattern: '{"detail":{"Fn::Sub":["x"]}}' }, 'Fn::Sub'],
  ])('refuses %j, which CloudFormation reads as its own language', (input, word) => {
    const compiled = compileCloudFormation(rule(input));
    expect(compiled.ok ? '' : compiled.message).toContain(word);
  });
  it('keeps every text on its line, in quotes', () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), (description, name) => {
        fc.pre(!/\{\{resolve:/.test(description + name) && name !== '');
        const inputTransformer = { inputPathsMap: { [name]: description }, inputTemplate: description };
        const text = textOf(rule({ description, targets: [target({ inputTransformer })] }));
        for (const line of text.split('\n').filter((each) => each !== '')) {
          const parts = /^ *(?:- )?(?:(?:[A-Za-z0-9]+|("(?:[^"\\]|\\.)*")): ?)?(.*)$/.exec(line);
          if (parts?.[2]?.startsWith('"')) JSON.parse(parts[2]);
        }
        expect(text).toContain(`InputTemplate: ${description === '' ? '""' : ''}`);
        expect(/[\u0085\u2028\u2029]/.test(text)).toBe(false);
      }),
    );
  });
});

describe('compileTerraform', () => {
  it('writes resources that name one another', () => {
    expect(compileTerraform(FULL)).toBe(`resource "aws_cloudwatch_event_rule" "order-again" {
  name           = "order-again"
  event_bus_name = "chains"
  description    = "Runs it again"
  event_pattern  = "{\\"source\\":[\\"shop\\"],\\"detail\\":{\\"attempt\\":[{\\"numeric\\":[\\"<\\",5]}]}}"
  state          = "ENABLED"
}

resource "aws_lambda_permission" "order-again" {
  statement_id  = "reprise-1"
  action        = "lambda:InvokeFunction"
  function_name = "poller"
  qualifier     = "live"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order-again.arn
}

resource "aws_cloudwatch_event_target" "order-again_1" {
  rule           = aws_cloudwatch_event_rule.order-again.name
  event_bus_name = "chains"
  target_id      = "again"
  arn            = "${FUNCTION_ARN}"

  input_transformer {
    input_paths    = {
      "next" = "$.detail"
    }
    input_template = "{\\"next\\": <next>}"
  }

  retry_policy {
    maximum_retry_attempts       = 2
    maximum_event_age_in_seconds = 300
  }

  dead_letter_config {
    arn = "arn:aws:sqs:eu-west-1:123456789012:lost"
  }
}

resource "aws_cloudwatch_event_target" "order-again_2" {
  rule           = aws_cloudwatch_event_rule.order-again.name
  event_bus_name = "chains"
  target_id      = "log"
  arn            = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/events/chains"
}
`);
  });
  it.each([
    [`\${file("/etc/passwd")}`, `$\${file(\\"/etc/passwd\\")}`],
    ['%{ if true }', '%%{ if true }'],
    [`$\${a}`, `$$\${a}`],
    ['a\n"b\\', 'a\\n\\"b\\\\'],
    ['costs $5, 5%', 'costs $5, 5%'],
  ])('escapes %j', (description, hcl) => {
    expect(compileTerraform(rule({ description }))).toContain(`description    = "${hcl}"`);
  });
  it('gives every text back to one who reads the quotes as HCL does', () => {
    fc.assert(
      fc.property(hostileText(), (description) => {
        fc.pre(description !== '');
        const line = /description +=(.*)/.exec(compileTerraform(rule({ description })))?.[1] ?? '';
        expect(readHcl(line.trim())).toBe(description);
      }),
    );
  });
  it('does not take a path for an expression', () => {
    const inputTransformer = { inputPathsMap: { expression: 'aws_x.y' }, inputTemplate: '<expression>' };
    expect(compileTerraform(rule({ targets: [target({ inputTransformer })] }))).toContain(
      '"expression" = "aws_x.y"',
    );
  });
});

function hostileText(): fc.Arbitrary<string> {
  const parts = [
    "'",
    '"',
    '\\',
    '$',
    '{',
    '}',
    '%',
    '`',
    '\n',
    '\r',
    '#',
    ': ',
    '- ',
    '$(id)',
    '\u0085',
    '\u2028',
  ];
  return fc
    .array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'grapheme', maxLength: 3 })), {
      maxLength: 12,
    })
    .map((all) => all.join(''));
}

/** A quoted template of HCL that may hold no interpolation. */
function readHcl(line: string): string {
  const inside = line.slice(1, -1);
  let text = '';
  for (let index = 0; index < inside.length; index += 1) {
    const rest = inside.slice(index);
    if (/^(\$\$|%%)\{/.test(rest)) {
      text += rest.slice(1, 3);
      index += 2;
    } else if (/^[$%]\{/.test(rest) || rest.startsWith('"')) {
      throw new Error(`broke out at ${rest}`);
    } else if (rest.startsWith('\\u')) {
      text += String.fromCharCode(Number.parseInt(rest.slice(2, 6), 16));
      index += 5;
    } else if (rest.startsWith('\\')) {
      text += { n: '\n', r: '\r', t: '\t' }[rest.charAt(1)] ?? rest.charAt(1);
      index += 1;
    } else text += rest.charAt(0);
  }
  return text;
}
