import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(path.resolve('components/ui/theme.css'), 'utf8');
const colors = [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
  ([, name = '', light = '', dark = '']) => ({ name, light, dark }),
);
const backgrounds = colors.filter(({ name }) => name.startsWith('surface') || name.endsWith('-soft'));
const texts = colors.filter(
  ({ name }) =>
    /^(text|syntax)/.test(name) ||
    name === 'accent' ||
    (name.startsWith('status-') && !name.endsWith('-soft')),
);

/** WCAG 2.2, relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['light', 'dark'] as const)('theme, %s', (theme) => {
  it('knows its colours', () => {
    expect(texts.length).toBeGreaterThan(10);
    expect(backgrounds.length).toBeGreaterThan(10);
  });
  it.each(texts.map((text) => [text.name, text] as const))('%s reads on every surface', (_, text) => {
    const weak = backgrounds.filter((background) => contrast(text[theme], background[theme]) < 4.5);
    expect(weak.map(({ name }) => name)).toEqual([]);
  });
});
