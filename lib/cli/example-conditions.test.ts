import { expect, it } from 'vitest';
import { CONDITION_MACHINE } from '../sandbox/services/states/example-executions.ts';
import { resourceName } from '../services/conditions/resource-name.ts';
import { EXAMPLES } from './example-conditions.ts';

it('names the state machine that the sandbox starts each other minute', () => {
  const [machine, ...others] = EXAMPLES.filter(({ how }) => how === 'stepfunctions');
  expect(others).toEqual([]);
  const named = { name: '', eventBusName: null, functionName: 'pack-order', ...machine };
  expect(resourceName('any', named)).toMatch(new RegExp(`^${CONDITION_MACHINE}[0-9a-z]+$`));
});
