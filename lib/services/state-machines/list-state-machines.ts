import { describeStateMachine } from '../../aws/describe-state-machine.ts';
import { listStateMachines as listMachines } from '../../aws/list-state-machines.ts';
import type { ListedStateMachine } from '../../aws/state-machine.ts';
import { managedByOf } from '../../collector/function-record.ts';
import type { StateMachineSummary } from '../../contract/state-machine.ts';
import { AppError } from '../../domain/app-error.ts';
import { readDefinition } from '../../domain/state-machine/read-definition.ts';
import type { StateMachineFigures, StateMachineRow } from '../../store/store-executions.ts';
import { deployedResources } from '../conditions/deployed-resources.ts';
import { fewAtOnce } from '../rules/few-at-once.ts';
import { type RecentReads, recentReads } from '../rules/recent-reads.ts';
import type { MachineContext } from './machine-context.ts';
import { isMachineWatched, type WatchSettings } from './machine-watching.ts';
import { machineTags } from './read-machine.ts';

/** Of machines that the collector has not read yet. */
const DEFINITIONS_LAST_MS = 60_000;
const AT_ONCE = 5;

/** The state machines of the account by name, with how they did lately. Throws why AWS could not be read. */
export async function listStateMachines(
  context: MachineContext & WatchSettings,
): Promise<{ items: StateMachineSummary[]; nextCursor: null }> {
  const reads = recentReads(context);
  const listed = await reads.get('state machines', () => listMachines(context.aws));
  const items = await machineSummaries(context, reads, listed);
  return { items: items.sort((a, b) => (a.name < b.name ? -1 : 1)), nextCursor: null };
}

/** As the list shows them. */
export async function machineSummaries(
  context: MachineContext & WatchSettings,
  reads: RecentReads,
  machines: readonly (ListedStateMachine & { status?: StateMachineSummary['status']; definition?: string })[],
): Promise<StateMachineSummary[]> {
  const { executions, conditions } = context.store;
  const [rows, figures, saved] = await Promise.all([
    executions.machines(),
    executions.figures(),
    conditions.list(),
  ]);
  const rowOf = new Map(rows.map((row) => [row.stateMachineArn, row]));
  const figuresOf = new Map(figures.map((row) => [row.stateMachineArn, row]));
  const conditionOf = new Map(
    saved.flatMap((row) => {
      const arn = deployedResources(row)?.machine?.stateMachineArn;
      return arn === undefined ? [] : [[arn, row.conditionId]];
    }),
  );
  return fewAtOnce(machines, AT_ONCE, async (machine) => {
    const { stateMachineArn, name, type, createdAt, status = 'ACTIVE' } = machine;
    const row = rowOf.get(stateMachineArn);
    const tags = await machineTags(context, reads, stateMachineArn);
    return {
      stateMachineArn,
      name,
      type,
      status,
      createdAt: createdAt.toISOString(),
      managedBy: managedByOf(tags),
      watched: isMachineWatched(context, { name, tags }, row),
      functionNames: functionNamesOf(
        machine.definition ?? (await definitionOf(context, reads, stateMachineArn, row)),
      ),
      ...figuresFields(figuresOf.get(stateMachineArn)),
      conditionId: conditionOf.get(stateMachineArn) ?? null,
    };
  });
}

async function definitionOf(
  { aws }: MachineContext,
  reads: RecentReads,
  stateMachineArn: string,
  row: StateMachineRow | undefined,
): Promise<string | null> {
  if (row?.definition != null) return row.definition;
  const read = () => describeStateMachine(aws, stateMachineArn);
  try {
    const known = await reads.get(`definition ${stateMachineArn}`, read, {
      ms: DEFINITIONS_LAST_MS,
      untilPlanSettles: true,
    });
    return known.definition;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function functionNamesOf(definition: string | null): string[] {
  const read = definition === null ? null : readDefinition(definition);
  return read?.ok === true ? read.functionNames : [];
}

function figuresFields(figures: StateMachineFigures | undefined) {
  return {
    runningCount: figures?.runningCount ?? 0,
    failedCount24h: figures?.failedCount24h ?? 0,
    executionCount24h: figures?.executionCount24h ?? 0,
    lastStartedAt: figures?.lastStartedAt?.toISOString() ?? null,
  };
}
