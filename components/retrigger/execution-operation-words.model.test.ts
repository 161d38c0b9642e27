import { expect, it } from 'vitest';
import { executionOperationWords } from './execution-operation-words.model';

const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:poller:first';

it.each([
  ['start-execution', 'pending', 'Written down: execution first is about to start'],
  ['start-execution', 'sent', 'Starting execution first'],
  ['start-execution', 'answered', 'Execution first is started'],
  ['stop-execution', 'failed', 'Execution first was not stopped'],
  ['redrive-execution', 'unconfirmed', 'It is not known whether execution first was redriven'],
  ['redrive-execution', 'dismissed', 'Dismissed: execution first'],
] as const)('%s %s: %s', (kind, status, title) => {
  expect(executionOperationWords(kind, { status, executionArn }).title).toBe(title);
});

it('has words for an execution whose name is not known yet', () => {
  const words = (status: 'answered' | 'pending') =>
    executionOperationWords('start-execution', { status, executionArn: null }).title;
  expect(words('pending')).toBe('Written down: the execution is about to start');
  expect(words('answered')).toBe('The execution is started');
});
