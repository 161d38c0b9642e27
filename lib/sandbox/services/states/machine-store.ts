import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../../write-whole.ts';

/** A state machine as it was created or updated last. Times are epoch ms. */
export interface MachineRecord {
  region: string;
  name: string;
  arn: string;
  type: 'STANDARD' | 'EXPRESS';
  definition: string;
  roleArn: string;
  /** null until the first update, as AWS has it */
  revisionId: string | null;
  loggingConfiguration: Record<string, unknown>;
  tracingEnabled: boolean;
  tags: Record<string, string>;
  createdAtMs: number;
  updatedAtMs: number;
}

/** State machines in a folder, a JSON file each. */
export class MachineStore {
  readonly #folder: string;
  readonly #machines = new Map<string, MachineRecord>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.json')) continue;
      const machine = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as MachineRecord;
      this.#machines.set(machine.arn, machine);
    }
  }

  find(arn: string): MachineRecord | undefined {
    return this.#machines.get(arn);
  }

  /** All machines of a region by name. */
  list(region: string): MachineRecord[] {
    return [...this.#machines.values()]
      .filter((machine) => machine.region === region)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  save(machine: MachineRecord): void {
    this.#machines.set(machine.arn, machine);
    writeWhole(this.#fileOf(machine), JSON.stringify(machine));
  }

  delete(machine: MachineRecord): void {
    this.#machines.delete(machine.arn);
    rmSync(this.#fileOf(machine), { force: true });
  }

  #fileOf({ region, name }: MachineRecord): string {
    return path.join(this.#folder, `${region}.${Buffer.from(name).toString('hex')}.json`);
  }
}
