import { listFunctions } from '../aws/list-functions.ts';
import type { CollectorContext } from './collector-context.ts';
import { type FunctionRecord, recordOf, recordOfRow } from './function-record.ts';
import { type WatchRules, watchedBy } from './watch-rules.ts';

/** A function that is gone from the list is followed this long: its last lines come late. */
const FAREWELL_MS = 10 * 60_000;

export interface CataloguedFunction {
  record: FunctionRecord;
  watched: boolean;
}

/** The account's functions as last listed, kept equal in the store. */
export class FunctionCatalogue {
  readonly #context: CollectorContext;
  readonly #rules: WatchRules;
  readonly #records = new Map<string, FunctionRecord>();
  readonly #leavingAt = new Map<string, number>();
  #watched = new Map<string, boolean | null>();

  constructor(context: CollectorContext, rules: WatchRules) {
    this.#context = context;
    this.#rules = rules;
  }

  /** What an earlier run of the dashboard knew, so that collecting starts before AWS answers. */
  async load(): Promise<void> {
    for (const row of await this.#context.store.functions.list()) {
      this.#records.set(row.functionName, recordOfRow(row));
      this.#watched.set(row.functionName, row.watchedByPage);
    }
  }

  /** Lists the functions anew (ListFunctions) and writes what changed; true when anything did. */
  async refresh(): Promise<boolean> {
    const { aws, store } = this.#context;
    const listed = await listFunctions(aws);
    const changed: FunctionRecord[] = [];
    for (const item of listed) {
      const earlier = this.#records.get(item.functionName);
      const record = recordOf(item, earlier);
      const returned = this.#leavingAt.has(record.functionName);
      if (!returned && JSON.stringify(record) === JSON.stringify(earlier)) continue;
      this.#records.set(record.functionName, record);
      changed.push(record);
    }
    const names = new Set(listed.map((item) => item.functionName));
    const gone = this.#sayFarewell(names);
    if (changed.length > 0) await this.save(changed);
    if (gone) await store.functions.deleteMissing([...names]);
    await this.readChoices();
    return changed.length > 0 || gone;
  }

  /** Reads anew which functions were chosen on the functions page. */
  async readChoices(): Promise<void> {
    const rows = await this.#context.store.functions.list();
    this.#watched = new Map(rows.map((row) => [row.functionName, row.watchedByPage]));
  }

  async save(records: readonly FunctionRecord[]): Promise<void> {
    for (const record of records) this.#records.set(record.functionName, record);
    await this.#context.store.functions.upsertMany(
      records.map((record) => ({
        functionName: record.functionName,
        functionArn: record.functionArn,
        configuration: { ...record },
      })),
    );
  }

  all(): CataloguedFunction[] {
    return [...this.#records.values()].map((record) => ({
      record,
      watched: watchedBy(record, this.#watched.get(record.functionName) ?? null, this.#rules) !== null,
    }));
  }

  /** Notes which functions left the list and drops those gone for long; true when one has just left. */
  #sayFarewell(listed: ReadonlySet<string>): boolean {
    const now = performance.now();
    let left = false;
    for (const name of [...this.#records.keys()]) {
      if (listed.has(name)) {
        this.#leavingAt.delete(name);
        continue;
      }
      const since = this.#leavingAt.get(name);
      if (since === undefined) {
        this.#leavingAt.set(name, now);
        left = true;
      } else if (now - since > FAREWELL_MS) {
        this.#leavingAt.delete(name);
        this.#records.delete(name);
      }
    }
    return left;
  }
}
