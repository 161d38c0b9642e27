import type { PlanProposal } from '../plan/propose-plan.ts';
import { freshReads } from '../rules/recent-reads.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { configCalls } from './config-calls.ts';
import { type DeployedResources, NO_CLAIM } from './deployed-resources.ts';
import { deleteMachineCalls, deleteRoleCalls, saveMachineCalls } from './machine-calls.ts';
import { deleteRuleCalls, saveRuleCalls } from './rule-calls.ts';

type Calls = PlanProposal['calls'];

/**
 * The calls that lead from what stands of a condition to what shall stand; either may be nothing. The old way is switched
 * off before the new one is made, so that no result runs again by both: records stop to go to the old bus, or change the
 * bus in one call, and come to a new bus last.
 */
export async function moveCalls(
  context: MachineContext,
  move: {
    conditionId: string;
    description: string;
    from: DeployedResources | null;
    to: DeployedResources | null;
  },
): Promise<{ calls: Calls; warnings: string[] }> {
  const { from, to } = move;
  const reads = freshReads();
  const configs = await allConfigCalls(context, move);
  const dropped = await droppedCalls(context, move);
  const made: Calls = [];
  if (to?.rule) {
    const { rule, functionArn } = to;
    made.push(...(await saveRuleCalls(context, reads, { rule, functionArn, description: move.description })));
  }
  if (to?.machine) made.push(...(await saveMachineCalls(context, { machine: to.machine, role: to.role })));
  const drop = [...dropped.rule, ...dropped.machine];
  const calls = to?.rule
    ? [...configs.left, ...dropped.machine, ...made, ...configs.taken, ...dropped.rule]
    : [...configs.left, ...configs.taken, ...drop, ...made];
  const gone =
    (from?.rule && to?.rule?.ruleName !== from.rule.ruleName && dropped.rule.length === 0) ||
    (from?.machine && to?.machine?.name !== from.machine.name && dropped.machine.length === 0);
  return {
    // a role is the last to go: what used it is gone or has another by then
    calls: [...calls, ...dropped.role],
    warnings: [...configs.warnings, ...(gone ? ['What stood of it in AWS is gone already.'] : [])],
  };
}

/** `left`: of a function that it no longer is about. */
async function allConfigCalls(
  context: MachineContext,
  { conditionId, from, to }: Parameters<typeof moveCalls>[1],
): Promise<{ left: Calls; taken: Calls; warnings: string[] }> {
  const moved = from !== null && from.functionName !== to?.functionName;
  const left = moved
    ? await configCalls(context, {
        conditionId,
        functionName: from.functionName,
        former: from,
        claim: NO_CLAIM,
      })
    : { calls: [], warnings: [] };
  const taken =
    to === null
      ? { calls: [], warnings: [] }
      : await configCalls(context, {
          conditionId,
          functionName: to.functionName,
          former: moved ? null : from,
          claim: to.claim,
        });
  return { left: left.calls, taken: taken.calls, warnings: [...left.warnings, ...taken.warnings] };
}

async function droppedCalls(
  context: MachineContext,
  { from, to }: Parameters<typeof moveCalls>[1],
): Promise<{ rule: Calls; machine: Calls; role: Calls }> {
  const rule = from?.rule && from.rule.ruleName !== to?.rule?.ruleName ? from.rule : null;
  const machine = from?.machine && from.machine.name !== to?.machine?.name ? from.machine : null;
  const role = from?.role && from.role.roleName !== to?.role?.roleName ? from.role : null;
  return {
    rule: rule === null ? [] : await deleteRuleCalls(context, freshReads(), rule),
    machine: machine === null ? [] : await deleteMachineCalls(context, machine),
    role: role === null ? [] : await deleteRoleCalls(context, role),
  };
}
