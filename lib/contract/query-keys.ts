import type { ChainFilters } from './chain-filters.ts';
import type { EventListQuery } from './event.ts';
import type { ExecutionListQuery } from './state-machine.ts';

/** The keys of every cached read; a live event invalidates by prefix. */
export const queryKeys = {
  chains: {
    all: ['chains'] as const,
    list: (filters: ChainFilters) => ['chains', 'list', filters] as const,
    counts: (filters: ChainFilters) => ['chains', 'counts', filters] as const,
    chart: (filters: ChainFilters) => ['chains', 'chart', filters] as const,
    detail: (chainId: string) => ['chains', 'detail', chainId] as const,
    timeline: (chainId: string) => ['chains', 'timeline', chainId] as const,
  },
  hops: {
    detail: (hopId: string) => ['hops', 'detail', hopId] as const,
    logs: (hopId: string) => ['hops', 'logs', hopId] as const,
    eventPath: (hopId: string) => ['hops', 'event-path', hopId] as const,
  },
  functions: {
    all: ['functions'] as const,
    list: () => ['functions', 'list'] as const,
    detail: (functionName: string) => ['functions', 'detail', functionName] as const,
    savedPayloads: (functionName: string) => ['functions', 'saved-payloads', functionName] as const,
  },
  operations: {
    detail: (operationId: string) => ['operations', 'detail', operationId] as const,
    unconfirmed: () => ['operations', 'unconfirmed'] as const,
  },
  events: {
    all: ['events'] as const,
    list: (query: EventListQuery) => ['events', 'list', query] as const,
    detail: (eventKey: string) => ['events', 'detail', eventKey] as const,
    path: (eventKey: string) => ['events', 'path', eventKey] as const,
    forecast: (entries: string) => ['events', 'forecast', entries] as const,
    recorded: (eventBusName: string, withinMs: number) =>
      ['events', 'recorded', eventBusName, withinMs] as const,
    buses: () => ['events', 'buses'] as const,
    saved: () => ['events', 'saved'] as const,
  },
  rules: {
    all: ['rules'] as const,
    list: (withinMs: number) => ['rules', 'list', withinMs] as const,
    detail: (eventBusName: string, ruleName: string) => ['rules', 'detail', eventBusName, ruleName] as const,
    check: (rule: string) => ['rules', 'check', rule] as const,
    ofFunction: (functionName: string) => ['rules', 'of-function', functionName] as const,
  },
  stateMachines: {
    all: ['state-machines'] as const,
    list: () => ['state-machines', 'list'] as const,
    detail: (name: string) => ['state-machines', 'detail', name] as const,
    check: (definition: string) => ['state-machines', 'check', definition] as const,
  },
  executions: {
    all: ['executions'] as const,
    list: (stateMachineName: string, query: ExecutionListQuery) =>
      ['executions', 'list', stateMachineName, query] as const,
    detail: (stateMachineName: string, executionName: string) =>
      ['executions', 'detail', stateMachineName, executionName] as const,
  },
  conditions: {
    all: ['conditions'] as const,
    list: () => ['conditions', 'list'] as const,
    detail: (conditionId: string) => ['conditions', 'detail', conditionId] as const,
    decisions: (of: { hop: string } | { condition: string; decision: string }) =>
      ['conditions', 'decisions', of] as const,
    /** Not below `all`: what is asked while one types does not change with what happens. */
    check: (condition: string) => ['condition-checks', condition] as const,
    rehearsal: (rehearsalId: string) => ['rehearsals', rehearsalId] as const,
  },
  dueReruns: {
    all: ['due-reruns'] as const,
    list: (chainId: string | null) => ['due-reruns', 'list', chainId] as const,
  },
  plans: {
    detail: (planId: string) => ['plans', 'detail', planId] as const,
    stopped: () => ['plans', 'stopped'] as const,
  },
  health: () => ['health'] as const,
};
