import type { EventPattern } from '../event-pattern/event-pattern.ts';

/** A rule as the loop check sees it; only functions and buses are followed. */
export interface LoopRule {
  eventBusName: string;
  ruleName: string;
  enabled: boolean;
  /** Null: it matches no event (a schedule, or a pattern that cannot be read). */
  pattern: EventPattern | null;
  functionNames: readonly string[];
  /** Buses of this account that it forwards events to. */
  busNames: readonly string[];
}

/** An event that runs of a function put on a bus, or would. */
export interface PublishedEvent {
  functionName: string;
  eventBusName: string;
  event: unknown;
  /** Paths whose values are not known: of a destination record the payloads. */
  unknownPaths: readonly (readonly string[])[];
  certainty: 'recorded' | 'declared';
  /** Where it is known from, in one clause. */
  evidence: string;
}

export interface LoopNode {
  id: string;
  kind: 'rule' | 'function';
  label: string;
}

export type Certainty = 'recorded' | 'declared' | 'possible';
export interface LoopEdge {
  from: string;
  to: string;
  kind: 'targets' | 'publishes';
  certainty: Certainty;
  evidence: string;
  /** False where a rule at its end is disabled: nothing goes this way now. */
  open: boolean;
}

/** What runs what: rules their target functions, functions the rules that match what they publish. */
export interface LoopGraph {
  nodes: ReadonlyMap<string, LoopNode>;
  /** Ordered by end. */
  edgesFrom: ReadonlyMap<string, readonly LoopEdge[]>;
  patterns: ReadonlyMap<string, EventPattern>;
}

export function ruleNodeId(rule: { eventBusName: string; ruleName: string }): string {
  return `rule:${rule.eventBusName}/${rule.ruleName}`;
}

export function functionNodeId(functionName: string): string {
  return `function:${functionName}`;
}
