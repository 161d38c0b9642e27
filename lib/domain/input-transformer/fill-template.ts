/** A part of an input template: text as it stands, or a variable and whether it stands inside a JSON string. */
export type TemplatePart = { text: string } | { variable: string; inString: boolean };

/** Divides a template at its `<variable>`s. The characters `<` and `>` cannot be escaped. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let inString = false;
  let textStart = 0;
  let index = 0;
  while (index < template.length) {
    const character = template[index];
    if (character === '\\' && inString) {
      index += 2;
      continue;
    }
    if (character === '"') inString = !inString;
    const variable = character === '<' ? /^<([^<>]*)>/.exec(template.slice(index, index + 260)) : null;
    if (variable === null) {
      index += 1;
      continue;
    }
    if (index > textStart) parts.push({ text: template.slice(textStart, index) });
    parts.push({ variable: variable[1] ?? '', inString });
    index += variable[0].length;
    textStart = index;
  }
  if (textStart < template.length) parts.push({ text: template.slice(textStart) });
  return parts;
}

/**
 * Puts values, given as JSON text, in the place of the variables; null stands for a path that found nothing.
 * As a JSON value a string keeps its quotes; inside a string the bare characters go in, not escaped, and objects and
 * arrays lose their quotes. A missing value is an empty string.
 */
export function fillTemplate(template: string, jsonOf: (variable: string) => string | null): string {
  return templateParts(template)
    .map((part) => {
      if ('text' in part) return part.text;
      const value = jsonOf(part.variable);
      if (!part.inString) return value ?? '""';
      return value === null ? '' : insideString(value);
    })
    .join('');
}

function insideString(json: string): string {
  if (json.startsWith('"')) return String(JSON.parse(json));
  return json.startsWith('{') || json.startsWith('[') ? json.replaceAll('"', '') : json;
}
