import { type JsonMember, jsonElements, jsonMembers, skipBlanks } from '../json-scan.ts';

/**
 * Tells the line, from 1, of what a JSON Pointer (`/States/Poll/Next`, also with `[0]` for places in lists and names that
 * hold `/`) leads to in `text`, which must be valid JSON; of the last part that exists where it leads further.
 */
export function pointerLines(text: string): (pointer: string) => number {
  const known = new Map<number, JsonMember[]>();
  const membersAt = (at: number) => {
    const members = known.get(at) ?? jsonMembers(text, at);
    known.set(at, members);
    return members;
  };
  return (pointer) => {
    let at = skipBlanks(text, 0);
    let shown = at;
    let rest = pointer.replace(/\[(\d{1,9})\]/g, '/$1').replace(/^\//, '');
    while (rest !== '') {
      const step =
        text[at] === '{'
          ? memberStep(membersAt(at), rest)
          : text[at] === '['
            ? elementStep(text, at, rest)
            : null;
      if (step === null) break;
      ({ at, shown, rest } = step);
    }
    return lineAt(text, shown);
  };
}

interface Step {
  at: number;
  /** Where to point at: a member's key. */
  shown: number;
  rest: string;
}

/** The longest name that the rest begins with, written as it is or as RFC 6901 asks. */
function memberStep(members: readonly JsonMember[], rest: string): Step | null {
  let found: (Step & { length: number }) | null = null;
  for (const { key, keyStart, valueStart } of members) {
    for (const written of [key, key.replaceAll('~', '~0').replaceAll('/', '~1')]) {
      if (rest !== written && !rest.startsWith(`${written}/`)) continue;
      if (found !== null && written.length < found.length) continue;
      found = {
        at: valueStart,
        shown: keyStart,
        rest: rest.slice(written.length + 1),
        length: written.length,
      };
    }
  }
  return found;
}

function elementStep(text: string, start: number, rest: string): Step | null {
  const [wanted = ''] = rest.split('/', 1);
  if (!/^\d{1,9}$/.test(wanted)) return null;
  let at = skipBlanks(text, start + 1);
  for (const [index, element] of jsonElements(text, start).entries()) {
    if (index === Number(wanted)) return { at, shown: at, rest: rest.slice(wanted.length + 1) };
    at = skipBlanks(text, skipBlanks(text, at + element.length) + 1);
  }
  return null;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  let next = text.indexOf('\n');
  while (next >= 0 && next < offset) {
    line += 1;
    next = text.indexOf('\n', next + 1);
  }
  return line;
}
