import { isRecord } from '../is-record.ts';
import { type Block, type DefinitionWalk, type FoundState, pointerStep } from './definition-walk.ts';
import { readTransitions } from './read-transitions.ts';
import type { StateType } from './state-graph.ts';
import { taskFunctionName } from './task-function.ts';

const TYPES: readonly string[] = [
  'Task',
  'Choice',
  'Wait',
  'Pass',
  'Succeed',
  'Fail',
  'Parallel',
  'Map',
] satisfies StateType[];
/** Nobody nests so deep, and the length of IDs grows with it. */
const DEEPEST = 32;

/** Reads the states of one workflow, branch or processor; the blocks within it are left to be read after it. */
export function readBlock(walk: DefinitionWalk, block: Block): void {
  const { value, path, parentId } = block;
  if (!isRecord(value)) {
    walk.problem(path, 'A workflow must be a JSON object with StartAt and States.');
    return;
  }
  if (!isRecord(value.States) || Object.keys(value.States).length === 0) {
    walk.problem(isRecord(value.States) ? `${path}/States` : path, 'States must hold at least one state.');
    return;
  }
  const within = parentId === null ? '' : `${parentId}/`;
  const idOf = new Map<string, string>();
  const found: FoundState[] = [];
  for (const [name, state] of Object.entries(value.States)) {
    const one = readState(walk, { name, state, within, block });
    if (one === null) continue;
    idOf.set(name, one.id);
    found.push(one);
  }
  readStart(walk, block, value.StartAt, idOf);
  const endId = parentId === null && found.length > 0 ? endOf(walk) : null;
  // what a wrong state would have led to is not missed
  if (found.length < Object.keys(value.States).length) return;
  for (const one of found) readTransitions(walk, one, { idOf, endId });
}

const endOf = (walk: DefinitionWalk) =>
  walk.node('end', { name: 'End', type: 'end', parentId: null, functionName: null });

function readState(
  walk: DefinitionWalk,
  { name, state, within, block }: { name: string; state: unknown; within: string; block: Block },
): FoundState | null {
  const path = `${block.path}/States${pointerStep(name)}`;
  if (!isRecord(state)) {
    walk.problem(path, 'A state must be a JSON object.');
    return null;
  }
  const type = stateType(state.Type);
  if (type === null) {
    walk.problem(
      state.Type === undefined ? path : `${path}/Type`,
      `The state’s Type must be one of ${TYPES.join(', ')}.`,
    );
    return null;
  }
  if (name.length > 80) walk.problem(path, 'A state’s name has at most 80 characters.');
  const functionName = type === 'Task' ? taskFunctionName(state) : null;
  if (type === 'Task' && typeof state.Resource !== 'string') walk.problem(path, 'A Task needs a Resource.');
  const id = walk.node(`${within}${name}`, { name, type, parentId: block.parentId, functionName });
  const one = { state, type, id, path };
  readNested(walk, one, block.depth + 1);
  return one;
}

function stateType(type: unknown): StateType | null {
  return typeof type === 'string' && TYPES.includes(type) ? (type as StateType) : null;
}

function readNested(walk: DefinitionWalk, { state, type, id, path }: FoundState, depth: number): void {
  if (type !== 'Parallel' && type !== 'Map') return;
  if (depth > DEEPEST) {
    walk.problem(path, `States are nested more than ${DEEPEST} deep.`);
    return;
  }
  if (type === 'Map') {
    const name =
      state.ItemProcessor === undefined && state.Iterator !== undefined ? 'Iterator' : 'ItemProcessor';
    if (state[name] === undefined) walk.problem(path, 'A Map needs an ItemProcessor.');
    else walk.blocks.push({ value: state[name], path: `${path}/${name}`, parentId: id, depth });
    return;
  }
  if (!Array.isArray(state.Branches) || state.Branches.length === 0) {
    walk.problem(path, 'A Parallel state needs at least one branch in Branches.');
    return;
  }
  for (const [index, branch] of state.Branches.entries()) {
    walk.blocks.push({ value: branch, path: `${path}/Branches/${index}`, parentId: id, depth });
  }
}

function readStart(
  walk: DefinitionWalk,
  { path, parentId }: Block,
  startAt: unknown,
  idOf: ReadonlyMap<string, string>,
): void {
  const first = typeof startAt === 'string' ? idOf.get(startAt) : undefined;
  if (first === undefined) {
    walk.problem(
      startAt === undefined ? path : `${path}/StartAt`,
      'StartAt must name one of the states beside it.',
    );
    return;
  }
  const within = parentId === null ? '' : `${parentId}/`;
  const id = walk.node(`${within}start`, { name: 'Start', type: 'start', parentId, functionName: null });
  walk.edge(id, first, 'next');
}
