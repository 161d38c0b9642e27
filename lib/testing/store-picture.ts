import type { Store } from '../store/store.ts';
import { ANY_CHAIN } from '../store/testing/test-stores.ts';

const ALL = { limit: 1_000, cursor: null };
const ANY_EVENT = {
  eventBusName: null,
  origin: 'all',
  caused: 'all',
  text: '',
  from: new Date(0),
} as const;

/**
 * All that a store of at most a thousand of each shows of chains, hops, events and executions, as texts that are equal
 * where two stores say the same: hops are named by their requests and chains by their hops, for the IDs are each store's own.
 */
export async function storePicture(store: Store): Promise<string[]> {
  const names = new Map<string, string>();
  const texts: string[] = [];
  const add = (kind: string, row: object) => texts.push(`${kind} ${JSON.stringify(row, plain)}`);
  for (const { chainId } of (await store.chains.list(ANY_CHAIN, ALL)).rows) {
    const { rows } = await store.hops.list(chainId, ALL);
    for (const { hopId, requestId, deliveryAttempt } of rows) {
      names.set(hopId, `${requestId} run ${deliveryAttempt}`);
      const { observations = [], ...hop } = (await store.hops.find(hopId)) ?? {};
      add('hop', hop);
      for (const text of observations.map((each) => JSON.stringify(each, plain)).sort()) {
        texts.push(`hop ${hopId} observed ${text}`);
      }
    }
    names.set(chainId, `chain of ${rows.map(({ requestId }) => requestId).sort()[0]}`);
    // how often it was written is a store's own
    add('chain', { ...(await store.chains.find(chainId)), revision: null });
  }
  for (const { eventKey } of (await store.events.list(ANY_EVENT, ALL)).rows) {
    add('event', (await store.events.find(eventKey)) ?? {});
  }
  for (const { stateMachineArn } of await store.executions.machines()) {
    const filter = { stateMachineArn, status: null, from: new Date(0) };
    for (const execution of (await store.executions.list(filter, ALL)).rows) {
      add('execution', { ...execution, hops: await store.executions.hopsOf(execution.executionArn) });
    }
  }
  return texts.map((text) => named(text, names)).sort();
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function named(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(/[\w-]+(?:\.\w+)*/g, (word) => names.get(word) ?? word);
}
