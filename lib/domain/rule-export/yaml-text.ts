import { yamlJson } from './yaml-json.ts';

/** JSON text, written as YAML's flow style; a class, so that no field of the rule can pass for one. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Objects, arrays, strings, numbers and `JsonText` as YAML.
 * Every string is in double quotes: none can become a number, a tag, an alias or a comment.
 */
export function yamlText(value: Record<string, unknown>): string {
  return `${fieldLines(value, 0).join('\n')}\n`;
}

function fieldLines(fields: Record<string, unknown>, depth: number): string[] {
  const indent = '  '.repeat(depth);
  return Object.entries(fields).flatMap(([key, value]) => {
    const name = `${indent}${isPlainKey(key) ? key : yamlJson(JSON.stringify(key))}:`;
    if (Array.isArray(value)) return [name, ...value.flatMap((item) => itemLines(item, depth + 1))];
    if (value instanceof JsonText) return [`${name} ${yamlJson(value.text)}`];
    if (!isObject(value)) return [`${name} ${scalar(value)}`];
    const lines = fieldLines(value, depth + 1);
    return lines.length === 0 ? [`${name} {}`] : [name, ...lines];
  });
}

/** A capital and no word that YAML 1.1 takes for a boolean or nothing. */
function isPlainKey(key: string): boolean {
  return /^[A-Z][A-Za-z0-9:]+$/.test(key) && !/^(yes|no|on|off|true|false|null)$/i.test(key);
}

function itemLines(item: unknown, depth: number): string[] {
  const indent = '  '.repeat(depth);
  if (!isObject(item)) return [`${indent}- ${scalar(item)}`];
  const [first = '', ...rest] = fieldLines(item, depth + 1);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

function scalar(value: unknown): string {
  return yamlJson(JSON.stringify(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
