import { isRecord } from '../is-record.ts';
import { jsonSyntaxError } from '../json-text.ts';
import { DefinitionWalk } from './definition-walk.ts';
import { pointerLines } from './pointer-line.ts';
import { readBlock } from './read-block.ts';
import type { StateGraph } from './state-graph.ts';

interface DefinitionProblem {
  /** JSON Pointer, `/States/Poll/Next`; empty for the whole. */
  path: string;
  message: string;
  /** From 1. */
  line: number;
}

export type ReadDefinition =
  | { ok: true; definition: Record<string, unknown>; graph: StateGraph; functionNames: string[] }
  | { ok: false; problems: DefinitionProblem[] };

/**
 * Reads a definition in Amazon States Language (https://states-language.net) as a graph, whatever its query language.
 * Only what the graph needs is judged: ValidateStateMachineDefinition judges the rest. At most 100 problems, by line.
 * Never throws, whatever the text; iterative, so that no depth of nesting does harm.
 */
export function readDefinition(text: string): ReadDefinition {
  const syntax = jsonSyntaxError(text);
  if (syntax !== null) {
    const message = `Not JSON: column ${syntax.column}: ${syntax.message}`;
    return { ok: false, problems: [{ path: '', message, line: syntax.line }] };
  }
  const definition: unknown = JSON.parse(text);
  const walk = new DefinitionWalk();
  walk.blocks.push({ value: definition, path: '', parentId: null, depth: 0 });
  // grows while it is read
  for (const block of walk.blocks) readBlock(walk, block);
  if (walk.problems.length === 0 && isRecord(definition)) {
    return { ok: true, definition, graph: walk.graph, functionNames: [...walk.functionNames] };
  }
  const lineOf = pointerLines(text);
  const problems = walk.problems.map((problem) => ({ ...problem, line: lineOf(problem.path) }));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line) };
}
