import { isRecord } from '../is-record.ts';
import { listWords } from '../list-words.ts';
import { choiceWords } from './choice-words.ts';
import type { DefinitionWalk, FoundState } from './definition-walk.ts';
import type { GraphEdge } from './state-graph.ts';

/** The states of one block by name, and where what ends in it leads to: null within a Parallel or Map. */
interface Places {
  idOf: ReadonlyMap<string, string>;
  endId: string | null;
}

/** Draws the edges that leave a state, and notes those that lead nowhere. */
export function readTransitions(walk: DefinitionWalk, found: FoundState, places: Places): void {
  const { state, type, id, path } = found;
  const follow = (to: unknown, at: string, kind: GraphEdge['kind'], label: string | null = null) => {
    if (typeof to !== 'string') {
      walk.problem(at, 'The name of the next state is missing.');
      return;
    }
    const target = places.idOf.get(to);
    if (target === undefined) walk.problem(at, `There is no state “${shortName(to)}” here to go on with.`);
    else walk.edge(id, target, kind, label);
  };
  if (type === 'Choice') readChoices(walk, found, follow);
  else if (type !== 'Succeed' && type !== 'Fail') readNext(walk, found, places, follow);
  else if (places.endId !== null) walk.edge(id, places.endId, 'next');
  if (state.Catch === undefined) return;
  if (!Array.isArray(state.Catch)) {
    walk.problem(`${path}/Catch`, 'Catch must be a list.');
    return;
  }
  for (const [index, catcher] of state.Catch.entries()) {
    const at = `${path}/Catch/${index}`;
    if (isRecord(catcher)) follow(catcher.Next, `${at}/Next`, 'catch', errorWords(catcher.ErrorEquals));
    else walk.problem(at, 'A catcher must be an object.');
  }
}

type Follow = (to: unknown, at: string, kind: GraphEdge['kind'], label?: string | null) => void;

function readChoices(walk: DefinitionWalk, { state, path }: FoundState, follow: Follow): void {
  const { Choices, Default } = state;
  if (!Array.isArray(Choices) || Choices.length === 0) {
    walk.problem(`${path}/Choices`, 'A Choice state needs at least one rule in Choices.');
  } else {
    for (const [index, rule] of Choices.entries()) {
      const at = `${path}/Choices/${index}`;
      if (isRecord(rule)) follow(rule.Next, `${at}/Next`, 'choice', choiceWords(rule));
      else walk.problem(at, 'A rule must be an object.');
    }
  }
  if (Default !== undefined) follow(Default, `${path}/Default`, 'default', 'otherwise');
}

function readNext(
  walk: DefinitionWalk,
  { state, id, path }: FoundState,
  { endId }: Places,
  follow: Follow,
): void {
  const ends = state.End === true;
  if (state.Next !== undefined) {
    if (ends) walk.problem(`${path}/End`, 'A state has either Next or End, not both.');
    follow(state.Next, `${path}/Next`, 'next');
  } else if (!ends) walk.problem(path, 'The state has neither Next nor "End": true.');
  else if (endId !== null) walk.edge(id, endId, 'next');
}

function errorWords(names: unknown): string | null {
  if (!Array.isArray(names)) return null;
  const words = names
    .filter((name) => typeof name === 'string')
    .slice(0, 10)
    .map((name) => (name === 'States.ALL' ? 'any error' : shortName(name)));
  return words.length === 0 ? null : `on ${listWords(words)}`;
}

function shortName(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}
