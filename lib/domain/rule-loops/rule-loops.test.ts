import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEventPattern } from '../event-pattern/parse-event-pattern.ts';
import { buildLoopGraph } from './build-loop-graph.ts';
import { checkRuleLoops } from './check-rule-loops.ts';
import { findRuleLoops } from './find-rule-loops.ts';
import { functionNodeId, type LoopRule, type PublishedEvent, ruleNodeId } from './loop-graph.ts';

function patternOf(text: string) {
  const parsed = parseEventPattern(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.pattern;
}
const rule = (ruleName: string, input: Partial<LoopRule> & { text?: string } = {}): LoopRule => {
  const { text = '{"source":["shop"]}', ...rest } = input;
  return {
    eventBusName: 'chains',
    ruleName,
    enabled: true,
    pattern: patternOf(text),
    functionNames: [],
    busNames: [],
    ...rest,
  };
};
const event = (functionName: string, input: Partial<PublishedEvent> = {}): PublishedEvent => ({
  functionName,
  eventBusName: 'chains',
  event: { source: 'shop', detail: { attempt: 1 } },
  unknownPaths: [],
  certainty: 'recorded',
  evidence: 'event e-1',
  ...input,
});
const own = { eventBusName: 'chains', ruleName: 'again' };

describe('checkRuleLoops', () => {
  it('finds a rule that feeds itself, and what bounds it', () => {
    const text = '{"source":["shop"],"detail":{"attempt":[{"numeric":["<",5]}]}}';
    const check = checkRuleLoops(own, [rule('again', { text, functionNames: ['order'] })], [event('order')]);
    expect(check.loops).toEqual([
      { path: ['rule:chains/again', 'function:order'], bounds: ['detail.attempt stays below 5'] },
    ]);
    expect(check.edges).toEqual([
      expect.objectContaining({ from: 'rule:chains/again', kind: 'targets', inLoop: true }),
      expect.objectContaining({
        to: 'rule:chains/again',
        kind: 'publishes',
        certainty: 'recorded',
        inLoop: true,
        evidence: 'event e-1',
      }),
    ]);
    expect(check.nodes.filter((node) => node.own)).toHaveLength(1);
  });
  it('finds a loop through another rule', () => {
    const rules = [
      rule('again', { functionNames: ['order'] }),
      rule('other', { text: '{"source":["bank"]}', functionNames: ['pay'] }),
    ];
    const published = [event('order', { event: { source: 'bank' } }), event('pay')];
    expect(checkRuleLoops(own, rules, published).loops).toEqual([
      { path: ['rule:chains/again', 'function:order', 'rule:chains/other', 'function:pay'], bounds: [] },
    ]);
  });
  it('follows rules that forward to another bus', () => {
    const rules = [
      rule('again', { functionNames: ['order'] }),
      rule('forward', { eventBusName: 'front', busNames: ['chains'] }),
    ];
    const check = checkRuleLoops(own, rules, [event('order', { eventBusName: 'front' })]);
    expect(check.loops).toHaveLength(1);
    expect(check.edges.map(({ evidence }) => evidence)).toContain('event e-1, forwarded by rule forward');
  });
  it.each([
    ['the rule itself', 'again'],
    ['a rule on the way', 'other'],
  ])('reports no loop while %s is disabled, and draws it all the same', (_words, disabled) => {
    const rules = [
      rule('again', { functionNames: ['order'], enabled: disabled !== 'again' }),
      rule('other', { text: '{"source":["bank"]}', functionNames: ['pay'], enabled: disabled !== 'other' }),
    ];
    const published = [event('order', { event: { source: 'bank' } }), event('pay')];
    const check = checkRuleLoops(own, rules, published);
    expect(check.loops).toEqual([]);
    expect(check.nodes.map(({ label }) => label)).toContain(`${disabled} (disabled)`);
    expect(check.edges).toHaveLength(4);
  });
  it('tells what is declared from what is only possible', () => {
    const record = { source: 'lambda', 'detail-type': 'Lambda Function Invocation Result - Success' };
    const declared = event('order', {
      event: record,
      unknownPaths: [['detail', 'responsePayload']],
      certainty: 'declared',
      evidence: 'its destination on success',
    });
    const certaintyFor = (text: string) =>
      checkRuleLoops(own, [rule('again', { text, functionNames: ['order'] })], [declared]).edges.find(
        ({ kind }) => kind === 'publishes',
      )?.certainty;
    expect(certaintyFor('{"source":["lambda"]}')).toBe('declared');
    expect(certaintyFor('{"source":["lambda"],"detail":{"responsePayload":{"done":[false]}}}')).toBe(
      'possible',
    );
    expect(certaintyFor('{"source":["shop"]}')).toBeUndefined();
  });
  it('takes the strongest evidence of an edge, in any order', () => {
    const weak = event('order', { certainty: 'declared', evidence: 'its destination' });
    for (const published of [
      [weak, event('order')],
      [event('order'), weak],
    ]) {
      const check = checkRuleLoops(own, [rule('again', { functionNames: ['order'] })], published);
      expect(check.edges[1]).toMatchObject({ certainty: 'recorded', evidence: 'event e-1' });
    }
  });
  it('draws sixty nodes at most', () => {
    const many = Array.from({ length: 200 }, (_, index) => `f${index}`);
    expect(checkRuleLoops(own, [rule('again', { functionNames: many })], []).nodes).toHaveLength(60);
  });
});

describe('findRuleLoops', () => {
  const NAMES = ['a', 'b', 'c', 'd'];
  const subset = fc.subarray(NAMES);
  const small = fc.record({
    targets: fc.array(subset, { minLength: 4, maxLength: 4 }),
    publishes: fc.array(subset, { minLength: 4, maxLength: 4 }),
    enabled: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  });
  const graphOf = ({
    targets,
    publishes,
    enabled,
  }: typeof small extends fc.Arbitrary<infer T> ? T : never) => {
    const rules = NAMES.map((name, index) =>
      rule(name, {
        text: JSON.stringify({ source: [name] }),
        functionNames: targets[index] ?? [],
        enabled: enabled[index] ?? true,
      }),
    );
    const published = NAMES.flatMap((name, index) =>
      (publishes[index] ?? []).map((source) => event(name, { event: { source } })),
    );
    return { rules, published, graph: buildLoopGraph(rules, published) };
  };
  const ruleId = (name: string) => ruleNodeId({ eventBusName: 'chains', ruleName: name });

  it('finds every loop of a small graph, each a real one, and no other', () => {
    fc.assert(
      fc.property(small, (given) => {
        const { graph } = graphOf(given);
        const found = findRuleLoops(graph, ruleId('a')).map(({ path }) => path.join(' '));
        const expected = loopsByHand(given.targets, given.publishes, given.enabled);
        expect(new Set(found).size).toBe(found.length);
        for (const loop of found) expect(expected).toContain(loop);
        expect(found).toHaveLength(Math.min(20, expected.length));
        const lengths = found.map((loop) => loop.split(' ').length);
        expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
      }),
    );
  });
  it('does not depend on the order of what it is given', () => {
    fc.assert(
      fc.property(small, (given) => {
        const { graph, rules, published } = graphOf(given);
        const turned = buildLoopGraph(rules.toReversed(), published.toReversed());
        expect(findRuleLoops(turned, ruleId('a'))).toEqual(findRuleLoops(graph, ruleId('a')));
      }),
    );
  });

  /** Depth first over names, without the graph. */
  function loopsByHand(targets: string[][], publishes: string[][], enabled: boolean[]): string[] {
    const loops: string[] = [];
    const at = (lists: string[][], name: string) => lists[NAMES.indexOf(name)] ?? [];
    const visit = (rules: string[], functions: string[], path: string[]) => {
      const last = rules.at(-1) ?? '';
      if (!enabled[NAMES.indexOf(last)]) return;
      for (const fn of at(targets, last)) {
        if (functions.includes(fn)) continue;
        const longer = [...path, functionNodeId(fn)];
        for (const next of at(publishes, fn)) {
          if (next === 'a' && enabled[0]) loops.push(longer.join(' '));
          else if (!rules.includes(next)) {
            visit([...rules, next], [...functions, fn], [...longer, ruleId(next)]);
          }
        }
      }
    };
    visit(['a'], [], [ruleId('a')]);
    return loops;
  }
});
