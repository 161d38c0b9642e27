import type { StateMachineSummary } from '@/lib/contract/state-machine';

export const MACHINE_VIEWS = ['all', 'running', 'failed', 'watched'] as const;
export type MachineView = (typeof MACHINE_VIEWS)[number];

/** The state machines of a view whose name or functions hold the text. */
export function listedMachines(
  machines: readonly StateMachineSummary[],
  { view, text }: { view: MachineView; text: string },
): StateMachineSummary[] {
  const wanted = text.trim().toLowerCase();
  return machines.filter(
    (machine) =>
      isInView(machine, view) &&
      (wanted === '' || [machine.name, ...machine.functionNames].join('\n').toLowerCase().includes(wanted)),
  );
}

export function isInView(machine: StateMachineSummary, view: MachineView): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'running':
      return machine.runningCount > 0;
    case 'failed':
      return machine.failedCount24h > 0;
    case 'watched':
      return machine.watched;
  }
}
