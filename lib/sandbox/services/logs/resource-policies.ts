import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parseInput } from '../../parse-input.ts';
import { Propagation } from '../../propagation.ts';
import { AwsError } from '../../service.ts';
import { writeWhole } from '../../write-whole.ts';

const MAX_POLICIES = 10;
const MAX_DOCUMENT = 5_120;

const zPut = z.object({
  policyName: z.string().min(1).max(255),
  policyDocument: z
    .string()
    .min(1, 'Member must have length greater than or equal to 1')
    .max(MAX_DOCUMENT, `Member must have length less than or equal to ${MAX_DOCUMENT}`),
});
const zDelete = z.object({ policyName: z.string().min(1).max(255) });
const zSaved = z.record(
  z.string(),
  z.record(z.string(), z.object({ policyDocument: z.string(), lastUpdatedTime: z.number() })),
);
type Policies = z.infer<typeof zSaved>;

/** The resource policies of CloudWatch Logs, ten per region at most: who but account members may write log groups. */
export class ResourcePolicies {
  readonly #file: string;
  readonly #now: () => number;
  readonly #propagation: Propagation<Policies[string]>;
  /** region → name → policy */
  #policies: Policies;

  constructor(options: { dataDir: string; now: () => number; propagationMs: number }) {
    mkdirSync(options.dataDir, { recursive: true });
    this.#file = path.join(options.dataDir, 'logs-resource-policies.json');
    this.#now = options.now;
    this.#propagation = new Propagation(options.now, options.propagationMs);
    this.#policies = readPolicies(this.#file);
  }

  put(region: string, body: Record<string, unknown>) {
    const { policyName, policyDocument } = parseInput(zPut, body);
    if (!isJsonObject(policyDocument)) {
      throw new AwsError('InvalidParameterException', 'The policy document is not valid JSON.');
    }
    const policies = this.#of(region);
    if (policies[policyName] === undefined && Object.keys(policies).length >= MAX_POLICIES) {
      throw new AwsError('LimitExceededException', 'Resource limit exceeded.');
    }
    const policy = { policyDocument, lastUpdatedTime: this.#now() };
    this.#save(region, { ...policies, [policyName]: policy });
    return { resourcePolicy: { policyName, ...policy } };
  }

  describe(region: string) {
    return {
      resourcePolicies: Object.entries(this.#of(region)).map(([policyName, policy]) => ({
        policyName,
        ...policy,
      })),
    };
  }

  delete(region: string, body: Record<string, unknown>): void {
    const { policyName } = parseInput(zDelete, body);
    const { [policyName]: deleted, ...rest } = this.#of(region);
    if (deleted === undefined) {
      throw new AwsError('ResourceNotFoundException', `Policy with name [${policyName}] does not exist.`);
    }
    this.#save(region, rest);
  }

  /** The documents that count now. */
  inEffect(region: string): string[] {
    const policies = this.#propagation.inEffect(region, this.#of(region));
    return Object.values(policies).map(({ policyDocument }) => policyDocument);
  }

  #of(region: string): Policies[string] {
    return Object.hasOwn(this.#policies, region) ? (this.#policies[region] ?? {}) : {};
  }

  #save(region: string, policies: Policies[string]): void {
    this.#propagation.changed(region, this.#of(region));
    this.#policies = { ...this.#policies, [region]: policies };
    writeWhole(this.#file, JSON.stringify(this.#policies));
  }
}

function readPolicies(file: string): Policies {
  try {
    return zSaved.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
