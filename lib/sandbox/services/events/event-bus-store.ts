import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ruleArnOf } from '../../../domain/target-arn.ts';
import { Propagation } from '../../propagation.ts';
import { writeWhole } from '../../write-whole.ts';
import type { EventBusRecord, RuleRecord } from './event-bus-record.ts';

/** Event buses and their rules in a folder, a JSON file per bus; every region has its `default` bus from the start. */
export class EventBusStore {
  readonly #folder: string;
  readonly #accountId: string;
  readonly #now: () => number;
  readonly #buses = new Map<string, EventBusRecord>();
  /** by rule ARN; null where there was no such rule */
  readonly #rulePropagation: Propagation<RuleRecord | null>;
  readonly #policyPropagation: Propagation<EventBusRecord['policy']>;

  constructor(options: { folder: string; accountId: string; now: () => number; propagationMs: number }) {
    this.#folder = options.folder;
    this.#accountId = options.accountId;
    this.#now = options.now;
    this.#rulePropagation = new Propagation(options.now, options.propagationMs);
    this.#policyPropagation = new Propagation(options.now, options.propagationMs);
    mkdirSync(this.#folder, { recursive: true });
    for (const file of readdirSync(this.#folder)) {
      if (!file.endsWith('.json')) continue;
      const bus = JSON.parse(readFileSync(path.join(this.#folder, file), 'utf8')) as EventBusRecord;
      this.#buses.set(keyOf(bus), bus);
    }
  }

  find(region: string, name: string): EventBusRecord | undefined {
    const key = keyOf({ region, name });
    if (name === 'default' && !this.#buses.has(key)) this.create(region, name);
    return this.#buses.get(key);
  }

  /** All buses of a region by name. */
  list(region: string): EventBusRecord[] {
    this.find(region, 'default');
    return [...this.#buses.values()]
      .filter((bus) => bus.region === region)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  create(region: string, name: string, settings: Partial<EventBusRecord> = {}): EventBusRecord {
    const bus: EventBusRecord = {
      description: null,
      kmsKeyIdentifier: null,
      deadLetterArn: null,
      logConfig: null,
      policy: [],
      tags: {},
      ...settings,
      region,
      name,
      arn: `arn:aws:events:${region}:${this.#accountId}:event-bus/${name}`,
      createdAtMs: this.#now(),
      lastModifiedAtMs: this.#now(),
      rules: {},
    };
    this.#save(bus);
    return bus;
  }

  update(bus: EventBusRecord, changes: Partial<EventBusRecord>): void {
    if (changes.policy !== undefined) this.#policyPropagation.changed(bus.arn, bus.policy);
    this.#save({ ...bus, lastModifiedAtMs: this.#now(), ...changes });
  }

  delete(bus: EventBusRecord): void {
    this.#buses.delete(keyOf(bus));
    rmSync(this.#fileOf(bus), { force: true });
  }

  rule(bus: EventBusRecord, name: string): RuleRecord | undefined {
    return Object.hasOwn(bus.rules, name) ? bus.rules[name] : undefined;
  }

  saveRule(bus: EventBusRecord, rule: RuleRecord): void {
    this.#rulePropagation.changed(rule.arn, this.rule(bus, rule.name) ?? null);
    this.#save({ ...bus, rules: { ...bus.rules, [rule.name]: rule } });
  }

  deleteRule(bus: EventBusRecord, rule: RuleRecord): void {
    this.#rulePropagation.changed(rule.arn, rule);
    const { [rule.name]: _deleted, ...rules } = bus.rules;
    this.#save({ ...bus, rules });
  }

  ruleArn({ region, name }: EventBusRecord, ruleName: string): string {
    return ruleArnOf({ region, accountId: this.#accountId, eventBusName: name, ruleName });
  }

  /** The rules that events meet now: changes of the last moments are not among them yet. */
  rulesInEffect(bus: EventBusRecord): RuleRecord[] {
    const current = new Map(Object.values(bus.rules).map((rule) => [rule.arn, rule]));
    const prefix = this.ruleArn(bus, '');
    const arns = new Set([...current.keys(), ...this.#rulePropagation.pendingKeys()]);
    return [...arns]
      .filter((arn) => arn.startsWith(prefix) && !arn.slice(prefix.length).includes('/'))
      .map((arn) => this.#rulePropagation.inEffect(arn, current.get(arn) ?? null))
      .filter((rule) => rule !== null);
  }

  policyInEffect(bus: EventBusRecord): EventBusRecord['policy'] {
    return this.#policyPropagation.inEffect(bus.arn, bus.policy);
  }

  #save(bus: EventBusRecord): void {
    this.#buses.set(keyOf(bus), bus);
    writeWhole(this.#fileOf(bus), JSON.stringify(bus));
  }

  /** Bus names may have slashes. */
  #fileOf(bus: EventBusRecord): string {
    const digest = createHash('sha256').update(keyOf(bus)).digest('hex').slice(0, 32);
    return path.join(this.#folder, `${digest}.json`);
  }
}

function keyOf({ region, name }: { region: string; name: string }): string {
  return `${region} ${name}`;
}
