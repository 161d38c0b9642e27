import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoopCheck } from '@/lib/contract/rule';
import { hasOpenLoop, layoutLoop, loopSentences, NODE_HEIGHT, NODE_WIDTH } from './loop-picture.model';
import { aLoop } from './testing/a-rule';

const BOUND = 'detail.attempt stays below 5';

describe('the picture of a loop', () => {
  it('goes from the rule to the right and leads back below, with the bound on it', () => {
    const { nodes, edges, height } = layoutLoop(aLoop([BOUND]));
    const [rule, target] = nodes;
    expect(target?.x).toBeGreaterThan((rule?.x ?? 0) + NODE_WIDTH);
    expect(edges.map((edge) => [edge.tone, edge.label?.text])).toEqual([
      ['bounded', undefined],
      ['bounded', `loop while ${BOUND}`],
    ]);
    expect(edges[1]?.label?.y).toBeLessThan(height);
  });

  it('says where nothing ends it', () => {
    const { nodes, edges } = layoutLoop(aLoop([]));
    expect(nodes.map((node) => node.tone)).toEqual(['open', 'open']);
    expect(edges[1]?.label?.text).toBe('loop without an end');
    expect(hasOpenLoop(aLoop([]))).toBe(true);
    expect(hasOpenLoop(aLoop([BOUND]))).toBe(false);
  });

  it('puts what only leads to the rule left of it', () => {
    const check = aLoop([BOUND]);
    check.nodes.push({ id: 'function:start', kind: 'function', label: 'start', own: false });
    check.edges.push({
      from: 'function:start',
      to: 'rule:again',
      kind: 'publishes',
      certainty: 'recorded',
      evidence: 'e',
      inLoop: false,
    });
    const at = new Map(layoutLoop(check).nodes.map((node) => [node.id, node.x]));
    expect(at.get('function:start')).toBeLessThan(at.get('rule:again') ?? 0);
  });

  it('is empty for nothing', () => {
    expect(layoutLoop({ nodes: [], edges: [], loops: [] })).toMatchObject({ nodes: [], edges: [] });
  });

  it('lets no two nodes overlap and keeps all inside, whatever the graph', () => {
    const graph = fc.integer({ min: 1, max: 12 }).chain((count) =>
      fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 30 }).map(
        (pairs): LoopCheck => ({
          nodes: Array.from({ length: count }, (_, id) => ({
            id: `${id}`,
            kind: id % 2 === 0 ? 'rule' : 'function',
            label: `n${id}`,
            own: id === 0,
          })),
          edges: pairs.map(([from, to]) => ({
            from: `${from}`,
            to: `${to}`,
            kind: 'targets',
            certainty: 'possible',
            evidence: '',
            inLoop: false,
          })),
          loops: [],
        }),
      ),
    );
    fc.assert(
      fc.property(graph, (check) => {
        const { nodes, edges, width, height } = layoutLoop(check);
        expect(nodes).toHaveLength(check.nodes.length);
        expect(edges).toHaveLength(check.edges.length);
        expect(new Set(nodes.map((node) => `${node.x} ${node.y}`)).size).toBe(nodes.length);
        for (const node of nodes) {
          expect(node.x + NODE_WIDTH).toBeLessThanOrEqual(width);
          expect(node.y + NODE_HEIGHT).toBeLessThanOrEqual(height);
        }
      }),
    );
  });
});

describe('loopSentences', () => {
  it('says each loop in words', () => {
    expect(loopSentences(aLoop([BOUND]))).toEqual([
      { text: `rule again → function charge → rule again. It goes on only while ${BOUND}.`, open: false },
    ]);
    expect(loopSentences(aLoop([]))[0]).toMatchObject({
      open: true,
      text: expect.stringMatching(/Nothing.*ends it/),
    });
  });
});
