import type { StateMachineDetail } from '../../contract/state-machine.ts';
import { readDefinition } from '../../domain/state-machine/read-definition.ts';
import { recentReads } from '../rules/recent-reads.ts';
import { machineSummaries } from './list-state-machines.ts';
import type { MachineContext } from './machine-context.ts';
import type { WatchSettings } from './machine-watching.ts';
import { readMachine } from './read-machine.ts';

/** One state machine with its definition and graph. Throws `not-found`, or why AWS could not be read. */
export async function getStateMachine(
  context: MachineContext & WatchSettings,
  { name }: { name: string },
): Promise<StateMachineDetail> {
  const reads = recentReads(context);
  const machine = await readMachine(context, reads, name);
  const [summary] = await machineSummaries(context, reads, [machine]);
  if (summary === undefined) throw new Error('a state machine without a summary');
  const { definition, roleArn, revisionId, logging, tracingEnabled } = machine;
  const read = readDefinition(definition);
  return {
    ...summary,
    definition,
    roleArn,
    revisionId,
    loggingLevel: logging.level,
    tracingEnabled,
    graph: read.ok ? read.graph : null,
    definitionProblem: read.ok
      ? null
      : read.problems.map(({ line, message }) => `Line ${line}: ${message}`).join(' '),
  };
}
