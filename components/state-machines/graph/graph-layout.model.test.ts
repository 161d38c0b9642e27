import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StateMachineGraph } from '@/lib/contract/state-machine';
import { aGraph, NESTED, POLLING } from '../testing/a-graph';
import { isState, layoutGraph, stateByKey } from './graph-layout.model';
import { graphWords } from './graph-words.model';
import { linesOf, rankNodes } from './ranks.model';
import { stateJson } from './state-json.model';

type Layout = NonNullable<ReturnType<typeof layoutGraph>>;

function laidOut(graph: StateMachineGraph): Layout {
  const layout = layoutGraph(graph);
  if (layout === null) throw new Error('too many states');
  return layout;
}

function stateOf(layout: Layout, id: string) {
  const state = layout.states.find((each) => each.id === id);
  if (state === undefined) throw new Error(`no ${id}`);
  return state;
}

type Box = { x: number; y: number; width: number; height: number };
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const within = (inner: Box, outer: Box) =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;

describe('layoutGraph', () => {
  it('puts each state below what leads to it, and a loop’s way back beside', () => {
    const layout = laidOut(aGraph(POLLING));
    expect(stateOf(layout, 'Ready?').y).toBeGreaterThan(stateOf(layout, 'Ask').y);
    expect(stateOf(layout, 'Rest').y).toBeGreaterThan(stateOf(layout, 'Ready?').y);
    expect(stateOf(layout, 'end').y).toBeGreaterThan(stateOf(layout, 'Done').y);
    const back = layout.lines.find((line) => line.from === 'Rest' && line.to === 'Ask');
    expect(back?.path).toMatch(/^M[\d.]+ [\d.]+V[\d.]+H[\d.]+V[\d.]+H[\d.]+V[\d.]+$/);
    expect(layout.lines.find((line) => line.to === 'Broken')?.kind).toBe('catch');
  });

  it('gives what is written on a line a place of its own', () => {
    const layout = laidOut(aGraph(POLLING));
    const labelled = layout.lines.filter((line) => line.label !== null);
    expect(labelled.map((line) => line.label)).toEqual(expect.arrayContaining(['on any error', 'otherwise']));
    for (const line of labelled) expect(line.labelAt).not.toBeNull();
  });

  it('holds the states of branches and iterations in the box of their parent', () => {
    const layout = laidOut(aGraph(NESTED));
    const both = stateOf(layout, 'Both');
    expect(both.holds).toBe(true);
    for (const state of layout.states) {
      if (state.parentId !== null) expect(within(state, stateOf(layout, state.parentId))).toBe(true);
    }
    const [left, right] = layout.states.filter((state) => state.name === 'Same');
    expect(left?.y).toBe(right?.y);
    expect(stateOf(layout, 'Each').y).toBeGreaterThan(both.y + both.height);
  });

  it('never lets states of any graph overlap, nor leave the picture', () => {
    const graphs = fc.integer({ min: 1, max: 14 }).chain((count) =>
      fc
        .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1), fc.option(fc.string({ maxLength: 40 }))), {
          maxLength: 30,
        })
        .map(
          (pairs): StateMachineGraph => ({
            nodes: Array.from({ length: count }, (_, index) => ({
              id: `s${index}`,
              name: `S${index}`,
              type: index % 5 === 4 ? ('Parallel' as const) : ('Task' as const),
              parentId: index > 5 && index % 2 === 1 ? 's4' : null,
              functionName: null,
            })),
            edges: pairs.map(([from, to, label]) => ({
              from: `s${from}`,
              to: `s${to}`,
              kind: 'next' as const,
              label,
            })),
          }),
        ),
    );
    fc.assert(
      fc.property(graphs, (graph) => {
        const layout = laidOut(graph);
        const picture = { x: 0, y: 0, width: layout.width, height: layout.height };
        expect(layout.states).toHaveLength(graph.nodes.length);
        for (const [index, state] of layout.states.entries()) {
          expect(within(state, picture)).toBe(true);
          for (const other of layout.states.slice(index + 1)) {
            if (other.parentId === state.parentId) expect(overlap(state, other)).toBe(false);
          }
        }
        expect(JSON.stringify(layout)).not.toContain('null,"y"');
        for (const { path } of layout.lines) expect(path).not.toMatch(/NaN|undefined/);
      }),
      { numRuns: 150 },
    );
  });

  it('draws a chain of a thousand states with a way from each to the end, and refuses more than it can', () => {
    const chain = (count: number): StateMachineGraph => ({
      nodes: Array.from({ length: count }, (_, index) => ({
        id: `s${index}`,
        name: `S${index}`,
        type: 'Task' as const,
        parentId: null,
        functionName: null,
      })),
      edges: Array.from({ length: count - 1 }, (_, index) => [
        { from: `s${index}`, to: `s${index + 1}`, kind: 'next' as const, label: null },
        { from: `s${index}`, to: `s${count - 1}`, kind: 'catch' as const, label: 'on any error' },
      ]).flat(),
    });
    expect(laidOut(chain(1000)).states).toHaveLength(1000);
    expect(layoutGraph(chain(2000))).toBeNull();
  });
});

describe('rankNodes', () => {
  it('finds the lines that close loops, a state that leads to itself too', () => {
    const lines = linesOf([
      { from: 'a', to: 'b', kind: 'next', label: null },
      { from: 'b', to: 'b', kind: 'choice', label: 'again' },
      { from: 'b', to: 'a', kind: 'catch', label: null },
    ]);
    const { back, rankOf } = rankNodes(['a', 'b'], lines);
    expect([...back].map(({ from, to }) => `${from}${to}`).sort()).toEqual(['ba', 'bb']);
    expect(rankOf.get('b')).toBe(1);
  });
});

describe('linesOf', () => {
  it('joins transitions with the same ends', () => {
    const line = { from: 'a', to: 'b' };
    expect(
      linesOf([
        { ...line, kind: 'catch', label: 'on Busy' },
        { ...line, kind: 'next', label: null },
      ]),
    ).toEqual([{ ...line, kind: 'next', label: 'on Busy' }]);
  });
});

describe('stateByKey', () => {
  it('moves to the nearest state in the direction of the arrow, Home and End to the ends', () => {
    const { states } = laidOut(aGraph(POLLING));
    expect(stateByKey(states, 'Ask', 'ArrowDown')).not.toBeNull();
    expect(stateByKey(states, 'Ask', 'ArrowUp')).toBeNull();
    expect(stateByKey(states, 'Ask', 'x')).toBeNull();
    expect(stateByKey(states, 'Done', 'Home')).toBe('Ask');
    const reached = new Set<string>(['Ask']);
    for (const from of reached) {
      for (const key of ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight']) {
        const to = stateByKey(states, from, key);
        if (to !== null) reached.add(to);
      }
    }
    expect(reached.size).toBe(states.filter(isState).length);
  });
});

describe('graphWords', () => {
  it('says what each state is and where it leads', () => {
    const words = graphWords(aGraph(POLLING));
    expect(words.find(({ name }) => name === 'Ask')).toMatchObject({
      what: 'Task, runs report-status',
      ways: ['to Ready?', 'on any error: to Broken'],
    });
    expect(words.find(({ name }) => name === 'Ready?')?.ways).toEqual([
      expect.stringMatching(/^when .*READY.*: to Done$/),
      'otherwise: to Rest',
    ]);
    expect(graphWords(aGraph(NESTED)).find(({ name }) => name === 'One')?.what).toBe(
      'Task, runs step, in Each',
    );
  });
});

describe('stateJson', () => {
  it('finds a state where it is nested, also among namesakes, without the states in it', () => {
    const graph = aGraph(NESTED);
    const text = JSON.stringify(NESTED);
    const namesakes = graph.nodes
      .filter(({ name }) => name === 'Same')
      .map(({ id }) => stateJson(text, graph, id));
    expect(namesakes.map((json) => JSON.parse(json ?? '{}').Comment)).toEqual(['left', 'right']);
    expect(JSON.parse(stateJson(text, graph, 'Both') ?? '{}')).toEqual({ Type: 'Parallel', Next: 'Each' });
    expect(stateJson(text, graph, 'nowhere')).toBeNull();
  });
});
