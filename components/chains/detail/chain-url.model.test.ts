import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSPECTOR_TABS, parseChainUrl, writeChainUrl } from './chain-url.model';

describe('chain URL', () => {
  it('leaves defaults out and keeps what it does not know', () => {
    expect(writeChainUrl('?x=1&tab=logs', { hop: null, tab: 'overview', view: 'timeline' })).toBe('?x=1');
    expect(writeChainUrl('', { hop: null, tab: 'overview', view: 'timeline' })).toBe('');
  });

  it('falls back on values it does not know', () => {
    expect(parseChainUrl('?tab=secrets&view=3d')).toEqual({ hop: null, tab: 'overview', view: 'timeline' });
  });

  it('reads back what it wrote', () => {
    const urls = fc.record({
      hop: fc.option(fc.string({ unit: 'grapheme', minLength: 1 })),
      tab: fc.constantFrom(...INSPECTOR_TABS),
      view: fc.constantFrom('timeline' as const, 'table' as const),
    });
    fc.assert(
      fc.property(urls, (url) => {
        expect({ ...parseChainUrl(writeChainUrl('', url)) }).toEqual({ ...url });
      }),
    );
  });
});
