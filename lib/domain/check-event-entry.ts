import type { EventEntryText } from './entry-event.ts';
import { skipBlanks } from './json-scan.ts';
import { jsonSyntaxError, utf8Length } from './json-text.ts';

const MAXIMUM_DEPTH = 1_000;
const TIME_BYTES = 14;

export interface EventEntryProblem {
  field: 'source' | 'detailType' | 'detail' | 'resources' | 'time';
  message: string;
}

/**
 * The bytes that EventBridge counts of an entry: source, detail-type, detail and resources in UTF-8, 14 for a time.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
 */
export function eventEntryBytes(
  entry: Omit<EventEntryText, 'time'> & { time: Date | string | null },
): number {
  const texts = [entry.source, entry.detailType, entry.detail, ...entry.resources];
  return texts.reduce((sum, text) => sum + utf8Length(text), entry.time === null ? 0 : TIME_BYTES);
}

/** What EventBridge would refuse of an entry, or silently take otherwise than it was meant; empty where it is fit to be sent. */
export function checkEventEntry(
  entry: Omit<EventEntryText, 'time'> & { time: Date | string | null },
): EventEntryProblem[] {
  const problems: EventEntryProblem[] = [];
  const add = (field: EventEntryProblem['field'], message: string | null) => {
    if (message !== null) problems.push({ field, message });
  };
  const reserved = entry.source.startsWith('aws.');
  add('source', reserved ? 'A source that begins with “aws.” is kept for AWS’s own services.' : null);
  add('source', nameProblem('The source', entry.source));
  add('detailType', nameProblem('The detail-type', entry.detailType));
  add('detail', detailProblem(entry.detail));
  for (const resource of entry.resources) add('resources', textProblem('A resource', resource));
  const badTime = entry.time !== null && Number.isNaN(new Date(entry.time).getTime());
  add('time', badTime ? 'The time is no ISO 8601 time such as 2026-01-31T12:00:00Z.' : null);
  return problems;
}

function nameProblem(what: string, text: string): string | null {
  return text.trim() === '' ? `${what} is missing.` : textProblem(what, text);
}

function textProblem(what: string, text: string): string | null {
  if (/\p{Cc}/u.test(text)) return `${what} holds a control character.`;
  return /\p{Surrogate}/u.test(text) ? `${what} holds half a character (a lone surrogate).` : null;
}

function detailProblem(text: string): string | null {
  if (text.trim() === '') return 'The detail is missing; an empty one is {}.';
  const syntax = jsonSyntaxError(text);
  if (syntax !== null) return `Not JSON: line ${syntax.line}, column ${syntax.column}: ${syntax.message}`;
  const start = skipBlanks(text, 0);
  if (text[start] !== '{') {
    return `The detail must be a JSON object, not ${valueWord(text[start] ?? '')}: EventBridge takes nothing else.`;
  }
  if (/\p{Surrogate}/u.test(text)) {
    return 'The detail holds half a character (a lone surrogate); write it as an escape such as \\ud83d.';
  }
  return depthOf(text) > MAXIMUM_DEPTH ? 'The detail nests deeper than 1,000 levels.' : null;
}

function valueWord(character: string): string {
  if (character === '[') return 'a list';
  if (character === '"') return 'a string';
  if (character === 'n') return 'null';
  return character === 't' || character === 'f' ? 'true or false' : 'a number';
}

/** How deep valid JSON nests; iterative, so that any depth is judged. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [part] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g)) {
    if (part === '{' || part === '[') depth += 1;
    else if (part === '}' || part === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
