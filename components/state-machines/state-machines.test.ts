import { describe, expect, it } from 'vitest';
import { executionPathOf, stateMachinePath } from '@/components/ui/state-machine-paths';
import type { StateMachineSummary } from '@/lib/contract/state-machine';
import { lineStart } from './editor/line-start.model';
import { listedMachines } from './list/state-machine-list.model';
import { checkExecutionInput, executionNameProblem } from './start/execution-input.model';

function aMachine(name: string, change: Partial<StateMachineSummary> = {}): StateMachineSummary {
  return {
    stateMachineArn: `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`,
    name,
    type: 'STANDARD',
    status: 'ACTIVE',
    createdAt: '2026-11-28T10:00:00.000Z',
    managedBy: null,
    watched: true,
    functionNames: [],
    runningCount: 0,
    failedCount24h: 0,
    executionCount24h: 0,
    lastStartedAt: null,
    conditionId: null,
    ...change,
  };
}

describe('listedMachines', () => {
  const machines = [
    aMachine('poller', { functionNames: ['report-status'], runningCount: 2 }),
    aMachine('quotes', { failedCount24h: 1, watched: false }),
  ];
  it.each([
    ['all', '', ['poller', 'quotes']],
    ['running', '', ['poller']],
    ['failed', '', ['quotes']],
    ['watched', '', ['poller']],
    ['all', ' Report ', ['poller']],
    ['failed', 'poller', []],
  ] as const)('of view %s with “%s” are %j', (view, text, names) => {
    expect(listedMachines(machines, { view, text }).map(({ name }) => name)).toEqual(names);
  });
});

describe('paths', () => {
  it('lead to the execution that an ARN names, and to none of an Express one', () => {
    const arn = (kind: string) => `arn:aws:states:eu-west-1:123456789012:${kind}:poller:one`;
    expect(executionPathOf(arn('execution'))?.path).toBe('/state-machines/poller/executions/one');
    expect(executionPathOf(`${arn('express')}:id`)).toBeNull();
    expect(executionPathOf('arn:aws:lambda:eu-west-1:123456789012:function:one')).toBeNull();
    expect(stateMachinePath('a b')).toBe('/state-machines/a%20b');
  });
});

describe('the input of an execution', () => {
  it('is JSON of at most 256 KiB', () => {
    expect(checkExecutionInput('{"a":1}')).toMatchObject({ said: null, bytes: 7 });
    expect(checkExecutionInput('  ').said).toMatch(/^Write an input/);
    expect(checkExecutionInput('{\n"a":}')).toMatchObject({ fault: { line: 2 } });
    const large = JSON.stringify('é'.repeat(131_072));
    expect(checkExecutionInput(large)).toMatchObject({ tooLarge: true, bytes: 262_146 });
    expect(checkExecutionInput(large).said).toContain('too many');
  });

  it('has a name of letters, digits, _ and -, or none', () => {
    expect(executionNameProblem('')).toBeNull();
    expect(executionNameProblem('run-1_b')).toBeNull();
    expect(executionNameProblem('run 1')).not.toBeNull();
    expect(executionNameProblem('x'.repeat(81))).not.toBeNull();
  });
});

it('a line begins after the line break before it', () => {
  expect([1, 2, 3, 9].map((line) => lineStart('ab\ncd\n', line))).toEqual([0, 3, 6, 6]);
});
