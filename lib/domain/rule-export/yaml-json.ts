import { jsonElements, jsonMembers, skipBlanks } from '../json-scan.ts';

/**
 * What YAML takes for a line's end, for nothing printable, or for a mark, though JSON takes it as it stands: it would be
 * folded or refused. Lone surrogates have no place in a UTF-8 file either.
 */
const NOT_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * JSON text in one line of YAML's flow style; numbers keep their digits. Of equal keys, which YAML refuses, the last
 * one stays, as EventBridge reads them. `json` must be valid.
 */
export function yamlJson(json: string): string {
  const start = skipBlanks(json, 0);
  if (json[start] === '[') return `[${jsonElements(json, start).map(yamlJson).join(', ')}]`;
  if (json[start] === '{') {
    const members = new Map<string, string>();
    for (const { key, valueStart, valueEnd } of jsonMembers(json, start)) {
      members.set(key, yamlJson(json.slice(valueStart, valueEnd)));
    }
    return `{${[...members].map(([key, value]) => `${keyText(key)}: ${value}`).join(', ')}}`;
  }
  return json[start] === '"' ? quoted(String(JSON.parse(json))) : json.trim().replace(EXPONENT, yamlExponent);
}

/** YAML 1.1 reads `1e9` as a text; it wants a point and a sign. */
const EXPONENT = /^(-?[0-9]+)(\.[0-9]+)?[eE]([+-]?)([0-9]+)$/;

function yamlExponent(
  _number: string,
  whole: string,
  fraction: string | undefined,
  sign: string,
  power: string,
) {
  return `${whole}${fraction ?? '.0'}e${sign === '' ? '+' : sign}${power}`;
}

/** A key without `?` may have 1,024 characters at most. */
function keyText(key: string): string {
  const text = quoted(key);
  return text.length < 1000 ? text : `? ${text} `;
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    NOT_YAML,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
