import { AwsError } from '../../service.ts';
import type { FilterPattern } from './filter-pattern.ts';
import { parseFieldConditions } from './parse-field-conditions.ts';
import { parseJsonCondition } from './parse-json-condition.ts';

const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/uy;
const BARE_WORD = /^[\p{L}\p{N}_]+$/u;

/**
 * Parses a filter pattern: terms and quoted phrases (all must occur), `?or`, `-not`, `{ $.field … }` for JSON events, or `[a, b=x]` for fields.
 * InvalidParameterException for anything else (CloudWatch Logs user guide, FilterAndPatternSyntax). Regular expressions and
 * space-delimited patterns are refused.
 */
export function parseFilterPattern(pattern: string): FilterPattern {
  const trimmed = pattern.trim();
  if (trimmed.startsWith('{')) return { kind: 'json', condition: parseJsonCondition(trimmed) };
  if (trimmed.startsWith('[')) return parseFieldConditions(trimmed);
  if (trimmed.startsWith('%')) {
    throw new AwsError(
      'InvalidParameterException',
      `The sandbox knows no regular expressions in filter patterns: ${trimmed}`,
    );
  }
  const terms = { all: [] as string[], any: [] as string[], none: [] as string[] };
  TERM.lastIndex = 0;
  while (TERM.lastIndex < trimmed.length) {
    const at = TERM.lastIndex;
    const match = TERM.exec(trimmed);
    if (match === null) {
      throw new AwsError(
        'InvalidParameterException',
        `Invalid filter pattern at '${trimmed.slice(at).trim()}'`,
      );
    }
    const [, sign, quoted, bare] = match;
    if (bare !== undefined && !BARE_WORD.test(bare)) {
      throw new AwsError('InvalidParameterException', `Invalid character(s) in term '${bare}'`);
    }
    const term = bare ?? (quoted ?? '').replace(/\\(["\\])/g, '$1');
    terms[sign === '?' ? 'any' : sign === '-' ? 'none' : 'all'].push(term);
  }
  // AWS ignores `?` terms as soon as there are others beside them
  if (terms.all.length + terms.none.length > 0) terms.any = [];
  return { kind: 'terms', ...terms };
}
