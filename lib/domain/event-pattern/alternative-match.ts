import { type Candidate, canChooseConsistently } from './array-consistency.ts';
import type { CompiledField } from './compiled-pattern.ts';
import type { EventValue, EventValues } from './event-values.ts';

const NONE: readonly EventValue[] = [];

/** Whether the event's values satisfy all these fields, which come in the order of their names. */
export function matchesAlternative(fields: readonly CompiledField[], values: EventValues): boolean {
  let fieldsInArrays = 0;
  let absentElsewhere = false;
  for (const { index, accepts, mayBeAbsent } of fields) {
    const present = values[index] ?? NONE;
    let accepted = mayBeAbsent && present.length === 0;
    let inArrays = false;
    for (const { value, place } of present) {
      inArrays ||= place !== null;
      accepted ||= accepts(value);
      if (inArrays && accepted) break;
    }
    if (inArrays) fieldsInArrays += 1;
    // within arrays a field may be absent from the element at hand and present in others
    if (!accepted && !(inArrays && mayBeAbsent)) return false;
    absentElsewhere ||= !accepted;
  }
  if (fieldsInArrays < 2) return !absentElsewhere;
  return canChooseConsistently(fields.map((field) => candidateOf(field, values)));
}

export function candidateOf({ index, accepts, mayBeAbsent }: CompiledField, values: EventValues): Candidate {
  const present = values[index] ?? NONE;
  return { present, matching: present.filter(({ value }) => accepts(value)), mayBeAbsent };
}
