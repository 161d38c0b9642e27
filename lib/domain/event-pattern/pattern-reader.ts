import type {
  EventPattern,
  EventPatternField,
  EventPatternMatcher,
  EventPatternNode,
} from './event-pattern.ts';
import { isOrRelationship } from './or-relationship.ts';
import type { PatternTokens } from './pattern-tokens.ts';
import { readMatcher } from './read-matcher.ts';
import { wildcardParts } from './wildcard.ts';
import { MAXIMUM_WILDCARD_COMPLEXITY, wildcardComplexity } from './wildcard-complexity.ts';

/** What all `$or` of a pattern may multiply out to. */
const MAXIMUM_ALTERNATIVES = 1000;

/** Fields by their dotted name: EventBridge tells `{"a.b": …}` and `{"a": {"b": …}}` not apart. */
type Alternative = Map<string, EventPatternField>;

/** Builds a pattern from its tokens; throws PatternFault, with `path` at the field at fault. */
export class PatternReader {
  readonly #tokens: PatternTokens;
  readonly path: string[] = [];
  #alternatives: Alternative[] = [];
  /** Whether a field outside an `$or` and one within have the same name: the later one alone counts. */
  #overridden = false;

  constructor(tokens: PatternTokens) {
    this.#tokens = tokens;
  }

  read(): EventPattern {
    if (this.#tokens.next() !== '{') this.#tokens.fault('Filter is not an object');
    const nodes = this.#readObject();
    if (this.#tokens.next() !== 'end') this.#tokens.fault('Nothing may follow the event pattern');
    const alternatives = this.#alternatives.map((alternative) => [...alternative.values()]);
    if (!this.#overridden) return { nodes, alternatives };
    const [only, ...others] = alternatives;
    if (only !== undefined && others.length === 0) return { nodes: only, alternatives };
    return { nodes: [{ kind: 'or', path: [], branches: alternatives }], alternatives };
  }

  #readObject(): EventPatternNode[] {
    const nodes: EventPatternNode[] = [];
    this.#readInto(nodes);
    return nodes;
  }

  #readInto(nodes: EventPatternNode[]): void {
    let empty = true;
    for (let token = this.#tokens.next(); token !== '}'; token = this.#tokens.next()) {
      empty = false;
      const name = this.#tokens.text();
      if (name === '$or' && isOrRelationship(this.#tokens)) {
        nodes.push({ kind: 'or', path: [...this.path], branches: this.#readOr() });
        continue;
      }
      this.path.push(name);
      this.#readField(nodes, name);
      this.path.pop();
    }
    if (empty) this.#tokens.fault('Empty objects are not allowed');
  }

  #readField(nodes: EventPatternNode[], name: string): void {
    const token = this.#tokens.next();
    if (token === '{') this.#readInto(nodes);
    else if (token === '[') this.#write(nodes, this.#readMatchers());
    else this.#tokens.fault(`"${name}" must be an object or an array`);
  }

  #readMatchers(): EventPatternMatcher[] {
    const matchers: EventPatternMatcher[] = [];
    for (let token = this.#tokens.next(); token !== ']'; token = this.#tokens.next()) {
      matchers.push(readMatcher(this.#tokens, token));
    }
    if (matchers.length === 0) this.#tokens.fault('Empty arrays are not allowed');
    if (complexityOf(matchers) > MAXIMUM_WILDCARD_COMPLEXITY) {
      this.#tokens.placelessFault(
        'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
      );
    }
    return matchers;
  }

  #write(nodes: EventPatternNode[], matchers: EventPatternMatcher[]): void {
    const field: EventPatternField = { kind: 'field', path: [...this.path], matchers };
    const name = field.path.join('.');
    const known = this.#alternatives.some((alternative) => alternative.has(name));
    const earlier = known ? nodes.findIndex((node) => isFieldNamed(node, name)) : -1;
    if (earlier >= 0) nodes.splice(earlier, 1);
    nodes.push(field);
    if (this.#alternatives.length === 0) this.#alternatives.push(new Map());
    for (const alternative of this.#alternatives) {
      alternative.set(name, field);
    }
    if (known && earlier < 0) this.#overridden = true;
  }

  #readOr(): EventPatternNode[][] {
    const before = this.#alternatives.length === 0 ? [new Map()] : this.#alternatives;
    const all: Alternative[] = [];
    const branches: EventPatternNode[][] = [];
    this.#tokens.next();
    while (this.#tokens.next() !== ']') {
      this.#alternatives = before.map((alternative) => new Map(alternative));
      branches.push(this.#readObject());
      all.push(...this.#alternatives);
      if (all.length > MAXIMUM_ALTERNATIVES) {
        this.#tokens.placelessFault(
          `The $or of the event pattern multiply out to more than ${MAXIMUM_ALTERNATIVES} combinations`,
        );
      }
    }
    this.#alternatives = all;
    return branches;
  }
}

function isFieldNamed(node: EventPatternNode, name: string): boolean {
  return node.kind === 'field' && node.path.join('.') === name;
}

function complexityOf(matchers: readonly EventPatternMatcher[]): number {
  const texts = matchers.flatMap((matcher) => {
    if (matcher.kind === 'wildcard') return [matcher.text];
    return matcher.kind === 'anything-but-form' && matcher.form === 'wildcard' ? matcher.values : [];
  });
  const wildcards = texts.map(wildcardParts);
  return wildcardComplexity(wildcards.map((wildcard) => (wildcard.ok ? wildcard.parts : [])));
}
