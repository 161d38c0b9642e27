import type { LiveEvent } from '@/lib/contract/live-event';
import { queryKeys } from '@/lib/contract/query-keys';

export interface Invalidation {
  /** Read again at once: what is open. */
  now: readonly (readonly unknown[])[];
  /** Read again about once a second: lists. */
  soon: readonly (readonly unknown[])[];
  /** Open hops of these chains are read again at once. */
  hopsOfChains: readonly string[];
}

const LISTS = [
  [...queryKeys.chains.all, 'list'],
  [...queryKeys.chains.all, 'counts'],
  [...queryKeys.chains.all, 'chart'],
] as const;

const EVENT_ROWS = [
  [...queryKeys.events.all, 'list'],
  [...queryKeys.events.all, 'detail'],
] as const;

/** A condition's figures count runs. */
const CONDITION_READS = [
  queryKeys.conditions.list(),
  [...queryKeys.conditions.all, 'detail'],
  [...queryKeys.conditions.all, 'decisions'],
] as const;

/** Not the forecast: it depends on rules, and asks AWS. */
const EVENT_READS = [
  ...EVENT_ROWS,
  [...queryKeys.events.all, 'recorded'],
  queryKeys.events.buses(),
  queryKeys.events.saved(),
] as const;

const RULE_READS = [
  queryKeys.rules.all,
  queryKeys.events.buses(),
  [...queryKeys.events.all, 'forecast'],
  [...queryKeys.events.all, 'path'],
  ['hops', 'event-path'],
] as const;

/** Which cached reads an event makes stale. */
export function invalidationOf(event: LiveEvent): Invalidation {
  switch (event.type) {
    case 'chains':
      return {
        now: event.chainIds.flatMap((id) => [queryKeys.chains.detail(id), queryKeys.chains.timeline(id)]),
        // an event's row names the runs it caused; a decision rests on what is known of the run
        soon: [...LISTS, ...EVENT_ROWS, ...CONDITION_READS],
        hopsOfChains: event.chainIds,
      };
    case 'operation':
      return {
        now: [queryKeys.operations.detail(event.operationId), queryKeys.operations.unconfirmed()],
        soon: [queryKeys.health()],
        hopsOfChains: [],
      };
    case 'plan':
      return {
        now: [queryKeys.plans.detail(event.planId)],
        soon: [queryKeys.plans.stopped(), queryKeys.health()],
        hopsOfChains: [],
      };
    case 'functions':
      return { now: [], soon: [queryKeys.functions.all], hopsOfChains: [] };
    case 'events':
      return { now: [], soon: EVENT_READS, hopsOfChains: [] };
    case 'rules':
      return { now: [], soon: RULE_READS, hopsOfChains: [] };
    case 'executions':
      return {
        now: [],
        soon: [queryKeys.stateMachines.all, queryKeys.executions.all],
        hopsOfChains: [],
      };
    case 'conditions':
      return {
        now: [],
        soon: [queryKeys.conditions.all, queryKeys.dueReruns.all],
        hopsOfChains: [],
      };
    case 'health':
      return { now: [], soon: [queryKeys.health()], hopsOfChains: [] };
    default:
      return { now: [], soon: [], hopsOfChains: [] };
  }
}
