import { describe, expect, it } from 'vitest';
import { type EventPath, PATH_STEPS, type PathFix } from '@/lib/contract/event';
import { lacksContent, pathVerdict, STEP_WORDS, wayOf } from './event-path.model';

const rule = { eventBusName: 'shop/orders', ruleName: 'retry' };

describe('wayOf', () => {
  it.each<[PathFix, string | null]>([
    [{ kind: 'enable-rule', ...rule }, null],
    [{ kind: 'allow-target', ...rule, functionName: 'f' }, null],
    [{ kind: 'lift-concurrency-zero', functionName: 'f' }, null],
    [{ kind: 'edit-rule', ...rule }, '/rules/shop%2Forders/retry/edit'],
    [{ kind: 'create-rule', eventKey: 'op:0' }, '/rules/new?event=op%3A0'],
    [{ kind: 'publish-again', eventKey: 'a b' }, '/events/new?event=a%20b'],
  ])('%j', (fix, href) => {
    expect(wayOf(fix)).toEqual(href === null ? { kind: 'plan', fix } : { kind: 'link', href });
  });
});

describe('pathVerdict', () => {
  const path = (statuses: EventPath['steps'][number]['status'][], verdict: string | null): EventPath => ({
    eventKey: 'e',
    eventId: 'e',
    steps: statuses.map((status, index) => ({
      step: PATH_STEPS[index] ?? 'function',
      status,
      message: `step ${index}`,
      evidence: null,
    })),
    verdict,
    fixes: [],
    checkedAt: '2026-11-23T09:00:00.000Z',
  });
  it.each([
    [path(['ok', 'broken', 'not-reached'], 'The bus is gone.'), true, 'The bus is gone.'],
    [path(['ok', 'broken'], null), true, 'step 1'],
    [path(['ok', 'ok'], null), false, 'No broken link: every step is in order.'],
    [
      path(['ok', 'unknown'], null),
      false,
      'No broken link was found; 1 step is not known, so it may have run unseen.',
    ],
    [
      path(['unknown', 'unknown'], null),
      false,
      'No broken link was found; 2 steps are not known, so it may have run unseen.',
    ],
  ])('%#', (walked, broken, says) => {
    expect(pathVerdict(walked)).toEqual({ broken, says });
  });
});

it('offers to watch the bus where the event’s content is not known', () => {
  const walked = (status: EventPath['steps'][number]['status']): EventPath => ({
    eventKey: null,
    eventId: 'e',
    steps: [{ step: 'pattern', status, message: '', evidence: null }],
    verdict: null,
    fixes: [],
    checkedAt: '2026-11-23T09:00:00.000Z',
  });
  expect(lacksContent(walked('unknown'))).toBe(true);
  expect(lacksContent(walked('ok'))).toBe(false);
});

it('has words for every step', () => {
  expect(Object.keys(STEP_WORDS).sort()).toEqual([...PATH_STEPS].sort());
});
