import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../../write-whole.ts';

/** A role of the account; IAM knows no regions. */
export interface RoleRecord {
  name: string;
  arn: string;
  roleId: string;
  path: string;
  description: string | null;
  maxSessionDurationSeconds: number;
  /** the policy that says who may assume it, as JSON text */
  trustPolicy: string;
  /** inline policies by name, as JSON text */
  policies: Record<string, string>;
  tags: Record<string, string>;
  createdAtMs: number;
}

/** Roles in a folder, a JSON file each. */
export class RoleStore {
  readonly #folder: string;
  readonly #roles = new Map<string, RoleRecord>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.json')) continue;
      const role = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as RoleRecord;
      this.#roles.set(role.name.toLowerCase(), role);
    }
  }

  /** Names of roles are unique whatever their case. */
  find(name: string): RoleRecord | undefined {
    return this.#roles.get(name.toLowerCase());
  }

  findByArn(arn: string): RoleRecord | undefined {
    const role = this.find(arn.split('/').at(-1) ?? '');
    return role?.arn === arn ? role : undefined;
  }

  /** All roles by name. */
  list(): RoleRecord[] {
    return [...this.#roles.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  save(role: RoleRecord): void {
    this.#roles.set(role.name.toLowerCase(), role);
    writeWhole(this.#fileOf(role), JSON.stringify(role));
  }

  delete(role: RoleRecord): void {
    this.#roles.delete(role.name.toLowerCase());
    rmSync(this.#fileOf(role), { force: true });
  }

  #fileOf({ name }: RoleRecord): string {
    return path.join(this.#folder, `${name.toLowerCase()}.json`);
  }
}
