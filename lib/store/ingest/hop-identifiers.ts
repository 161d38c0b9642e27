import type { Hop } from '../../domain/hop.ts';
import { referencesOf } from '../../domain/links.ts';

/** The identifiers that a hop has or names beside its request ID: references of its markers, and its spans. */
export function identifiersOf(hop: Hop): string[] {
  return [...referencesOf(hop).map((reference) => reference.value), ...hop.spanIds];
}

/** What hops are looked up by to be linked with `hop`: its request ID, its identifiers, its parent's span. */
export function linkValuesOf(hop: Hop): string[] {
  const values = [hop.requestId, ...identifiersOf(hop)];
  return hop.parentSpanId === null ? values : [...values, hop.parentSpanId];
}
