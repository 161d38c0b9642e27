import type { Hop } from '../../domain/hop.ts';
import { referencesOf } from '../../domain/links.ts';

export type IdentifierRole = 'next' | 'parent' | 'span' | 'parent-span';

/** The identifiers that a hop has or names beside its request ID: its references, and its spans. */
export function identifiersOf(hop: Hop): { value: string; role: IdentifierRole }[] {
  return [...referencesOf(hop), ...hop.spanIds.map((value) => ({ value, role: 'span' as const }))];
}

/** What hops are looked up by to be linked with `hop`: its request ID, its identifiers, its parent's span. */
export function linkValuesOf(hop: Hop): string[] {
  const values = [hop.requestId, ...identifiersOf(hop).map(({ value }) => value)];
  return hop.parentSpanId === null ? values : [...values, hop.parentSpanId];
}
