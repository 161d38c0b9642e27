import { expect, it } from 'vitest';
import { type Source, sortedSources } from './source-look';

const source = (logGroupName: string, status: Source['status']): Source => ({
  logGroupName,
  functionNames: [],
  eventBusName: null,
  status,
  watermarkAt: null,
  lagMs: null,
  lastPollAt: null,
  lastEventAt: null,
  lateLineCount: 0,
  unreadableLineCount: 0,
  retryAt: null,
  problem: null,
});

it('puts what needs a look first, then goes by name', () => {
  const sources = [
    source('/z', 'idle'),
    source('/b', 'following'),
    source('/a', 'following'),
    source('/c', 'failing'),
    source('/d', 'backing-off'),
  ];
  expect(sortedSources(sources).map((each) => each.logGroupName)).toEqual(['/c', '/d', '/a', '/b', '/z']);
  expect(sources[0]?.logGroupName).toBe('/z');
});
