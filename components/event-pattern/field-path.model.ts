const PLAIN = /^[^.[\]"\s]+$/;
const PART = /\.?([^.[\]"\s]+)|\[("(?:[^"\\]|\\.)*")\]/y;

/** A field of an event as one writes it: `detail.status`; names with dots or blanks in brackets: `detail["a.b"]`. */
export function fieldPathText(path: readonly string[]): string {
  return path
    .map((name, index) =>
      PLAIN.test(name) ? (index === 0 ? name : `.${name}`) : `[${JSON.stringify(name)}]`,
    )
    .join('');
}

/** The names of a written field; null where it is none. */
export function parseFieldPath(text: string): string[] | null {
  const written = text.trim();
  if (written === '' || written.startsWith('.')) return null;
  const path: string[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < written.length) {
    const at = PART.lastIndex;
    const part = PART.exec(written);
    if (part === null) return null;
    const [whole, plain, quoted] = part;
    if (plain !== undefined) {
      if (at > 0 && !whole.startsWith('.')) return null;
      path.push(plain);
      continue;
    }
    const name = quoted === undefined ? null : nameOf(quoted);
    if (name === null) return null;
    path.push(name);
  }
  return path;
}

function nameOf(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return null;
  }
}
