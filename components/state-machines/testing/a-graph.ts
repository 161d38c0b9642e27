import type { StateMachineGraph } from '@/lib/contract/state-machine';
import { readDefinition } from '@/lib/domain/state-machine/read-definition';

/** The graph of a definition that is given as an object. */
export function aGraph(definition: unknown): StateMachineGraph {
  const read = readDefinition(JSON.stringify(definition));
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.graph;
}

/** Polls, waits and polls again until it is ready; any error leads to a failure. */
export const POLLING = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'report-status' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Broken' }],
      Next: 'Ready?',
    },
    'Ready?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.status', StringEquals: 'READY', Next: 'Done' }],
      Default: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 5, Next: 'Ask' },
    Done: { Type: 'Succeed' },
    Broken: { Type: 'Fail', Error: 'Broken' },
  },
};

const step = (End: boolean, Next?: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'step' },
  ...(End ? { End } : { Next }),
});

/** Two branches with a state of the same name in both, then a Map. */
export const NESTED = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Same', States: { Same: { ...step(false, 'More'), Comment: 'left' }, More: step(true) } },
        { StartAt: 'Same', States: { Same: { ...step(true), Comment: 'right' } } },
      ],
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'One', States: { One: step(true) } },
      End: true,
    },
  },
};
