/** Decides as the matcher: fields that lie in one list must match within one of its elements. */
export const MATCHING_HELPERS = `interface Field {
  name: string;
  /** A list found up to here is shared with another field: both must match within one of its elements. */
  within: string;
  mayBeAbsent?: boolean;
  test: (value: unknown) => boolean;
}

/** Which element of which list. */
type Elements = Record<string, number>;

function anyOf(record: unknown, alternatives: Field[][]): boolean {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return false;
  return alternatives.some((fields) => {
    let choices: Elements[] = [{}];
    for (const field of fields) {
      const found = valuesOf(record, field.name, field, '', {});
      const next = new Map<string, Elements>();
      for (const chosen of choices) {
        const here = found.filter(({ at }) =>
          Object.keys(at).every((list) => chosen[list] === undefined || chosen[list] === at[list]),
        );
        if (here.length === 0 && field.mayBeAbsent) next.set(JSON.stringify(chosen), chosen);
        for (const { value, at } of here) {
          const both = { ...chosen, ...at };
          if (field.test(value)) next.set(JSON.stringify(both), both);
        }
      }
      choices = [...next.values()];
    }
    return choices.length > 0;
  });
}

function valuesOf(
  value: unknown,
  rest: string,
  field: Field,
  where: string,
  at: Elements,
): { value: unknown; at: Elements }[] {
  if (typeof value !== 'object' || value === null) return rest === '' ? [{ value, at }] : [];
  if (Array.isArray(value)) {
    const isShared = field.name.length - rest.length <= field.within.length;
    return value.flatMap((member, index) => {
      if (typeof member !== 'object' || member === null) return rest === '' ? [{ value: member, at }] : [];
      return valuesOf(member, rest, field, \`\${where}[\${index}]\`, isShared ? { ...at, [where]: index } : at);
    });
  }
  return Object.entries(value).flatMap(([key, member]) => {
    if (!rest.startsWith(\`.\${key}\`)) return [];
    return valuesOf(member, rest.slice(key.length + 1), field, \`\${where}\${key.length}:\${key}\`, at);
  });
}`;

export const LIKE_HELPER = `/** Whether a text has these parts in this order, the first at its start and the last at its end. */
function isLike(value: unknown, parts: string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts[parts.length - 1] ?? '';
  if (typeof value !== 'string' || value.length < first.length + last.length) return false;
  if (!value.startsWith(first) || !value.endsWith(last)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= value.length - last.length;
}`;

export const ADDRESS_HELPER = `/** Whether a text is an IP address between two, given as hex digits. */
function isAddress(value: unknown, bottom: string, top: string): boolean {
  const digits = typeof value === 'string' ? addressDigits(value) : '';
  return digits.length === bottom.length && bottom <= digits && digits <= top;
}

function addressDigits(text: string): string {
  if (/^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+$/.test(text)) {
    const bytes = text.split('.').map(Number);
    if (bytes.some((byte) => byte > 255)) return '';
    return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  const halves = text.split('::');
  if (!/^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/.test(text) || halves.length > 2) return '';
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return '';
  const groups = [...left, ...new Array<string>(missing).fill('0'), ...right];
  if (groups.some((group) => group.length < 1 || group.length > 4)) return '';
  const digits = groups.map((group) => group.toLowerCase().padStart(4, '0')).join('');
  return /^0{20}ffff/.test(digits) ? digits.slice(24) : digits;
}`;
