import type { EventPattern, EventPatternNode } from './event-pattern.ts';
import { predicateWords, quoteForReading } from './matcher-words.ts';

export interface EventPatternWords {
  /** The field; of an `$or`, the object that holds it. */
  path: string[];
  /** `detail.status is one of “PENDING”, “QUEUED”` */
  words: string;
}

/** A pattern in plain words, one sentence for each field and each `$or`; all of them must hold. */
export function describeEventPattern(pattern: EventPattern): EventPatternWords[] {
  return pattern.nodes.map((node) => ({ path: [...node.path], words: nodeWords(node) }));
}

function nodeWords(node: EventPatternNode): string {
  if (node.kind === 'field') {
    return `${node.path.join('.')} ${predicateWords(node.matchers, quoteForReading)}`;
  }
  return `either ${node.branches.map(branchWords).join(' or ')}`;
}

function branchWords(nodes: readonly EventPatternNode[]): string {
  const words = nodes.map(nodeWords).join(' and ');
  return nodes.length === 1 && nodes[0]?.kind === 'field' ? words : `(${words})`;
}
