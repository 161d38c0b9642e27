import { AwsError } from '../../service.ts';
import type { FieldCondition, FieldTest, FilterPattern, Operator } from './filter-pattern.ts';

const PIECE = /\s*((?:"(?:[^"\\]|\\.)*"|[^",])*)(,|$)/uy;
const TEST =
  /\s*([\p{L}_][\p{L}\p{N}_-]*)\s*(?:(<=|>=|!=|=|<|>)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"=<>!&|]+)))?\s*(&&|\|\||$)/uy;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Parses a space-delimited pattern such as `[host, status=5*, bytes > 1000]`; `...` stands for any number of fields.
 * InvalidParameterException where it is malformed.
 */
export function parseFieldConditions(pattern: string): FilterPattern {
  if (!pattern.endsWith(']')) throw invalid("']' expected at its end");
  const inner = pattern.slice(1, -1);
  const pieces: string[] = [];
  PIECE.lastIndex = 0;
  for (;;) {
    const [, piece, end] = PIECE.exec(inner) ?? [];
    if (piece === undefined) throw invalid('a quote is open');
    pieces.push(piece.trim());
    if (end !== ',') break;
  }
  const skipAt = pieces.indexOf('...');
  if (skipAt !== pieces.lastIndexOf('...')) throw invalid("'...' may stand once");
  const before = skipAt === -1 ? pieces : pieces.slice(0, skipAt);
  const after = skipAt === -1 ? [] : pieces.slice(skipAt + 1);
  return { kind: 'fields', before: before.map(readField), skips: skipAt !== -1, after: after.map(readField) };
}

function readField(piece: string): FieldCondition {
  const alternatives: FieldTest[][] = [[]];
  TEST.lastIndex = 0;
  for (;;) {
    const [, name, operator, quoted, bare, joint] = TEST.exec(piece) ?? [];
    if (name === undefined) throw invalid(`a field expected at '${piece}'`);
    if (operator !== undefined) {
      alternatives.at(-1)?.push(readTest(operator as Operator, quoted, bare));
    }
    if (joint === '||') alternatives.push([]);
    else if (joint !== '&&') return alternatives;
  }
}

function readTest(operator: Operator, quoted: string | undefined, bare: string | undefined): FieldTest {
  if (bare !== undefined && NUMBER.test(bare)) return { operator, value: Number(bare) };
  const value = bare ?? (quoted ?? '').replace(/\\(["\\])/g, '$1');
  if (operator !== '=' && operator !== '!=') throw invalid(`'${operator}' needs a number, not '${value}'`);
  return { operator, value };
}

function invalid(what: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid filter pattern: ${what}`);
}
