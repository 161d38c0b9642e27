/** An expression of ours, written as it stands; a class, so that no field of the rule can pass for one. */
export class HclReference {
  readonly expression: string;
  constructor(expression: string) {
    this.expression = expression;
  }
}
type Hcl = string | number | HclReference | Record<string, string> | null;

/** A block of its own, `resource "type" "label"`; what is null is left out. */
export function block(
  type: string,
  label: string,
  fields: Record<string, Hcl>,
  nested: readonly string[] = [],
): string {
  return [`${type} "${label}" {`, ...fieldLines(fields, '  '), ...nested, '}'].join('\n');
}

/** The lines of a block within a block, with the lines of those within it. */
export function inner(name: string, fields: Record<string, Hcl>, nested: readonly string[] = []): string[] {
  const own = fieldLines(fields, '    ');
  const deeper = nested.map((line) => (line === '' ? line : `  ${line}`));
  // no empty line right behind the brace
  return ['', `  ${name} {`, ...own, ...(own.length === 0 ? deeper.slice(1) : deeper), '  }'];
}

function fieldLines(fields: Record<string, Hcl>, indent: string): string[] {
  const present = Object.entries(fields).filter(([, value]) => value !== null);
  const width = Math.max(...present.map(([name]) => name.length));
  return present.flatMap(([name, value]) => {
    const start = `${indent}${name.padEnd(width)} = `;
    if (value === null || typeof value !== 'object') return [`${start}${scalar(value)}`];
    if (value instanceof HclReference) return [`${start}${value.expression}`];
    const entries = Object.entries(value).map(([key, text]) => `${indent}  ${quoted(key)} = ${quoted(text)}`);
    return [`${start}{`, ...entries, `${indent}}`];
  });
}

function scalar(value: string | number | null): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** An HCL string: what would end it is escaped, and so is what would open a template. */
function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/\p{Cc}|[\u2028\u2029\ufeff]/gu, unicodeEscape)
    .replace(/[$%](?=\{)/g, '$&$&');
  return `"${escaped}"`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A name of ours as a label that Terraform takes. */
export function labelOf(ruleName: string): string {
  const label = ruleName.replace(/[^A-Za-z0-9_-]/g, '_');
  return /^[A-Za-z_]/.test(label) ? label : `rule_${label}`;
}
