import { describe, expect, it } from 'vitest';
import { type KeyPress, matchHotkey } from './hotkeys.model';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  inField: false,
  repeat: false,
  ...more,
});
const bindings = ['j', '?', 'g c', 'g h', 'mod+k', 'Escape', 'Enter', 'ArrowDown'];
const on = { singleKeys: true, onControl: false };

describe('matchHotkey', () => {
  it('finds single keys, whatever the case of the letter', () => {
    expect(matchHotkey(press('j'), null, bindings, on).binding).toBe('j');
    expect(matchHotkey(press('J', { shiftKey: true }), null, bindings, on).binding).toBe('j');
    expect(matchHotkey(press('?', { shiftKey: true }), null, bindings, on).binding).toBe('?');
  });
  it('waits for the second key of a sequence', () => {
    const first = matchHotkey(press('g'), null, bindings, on);
    expect(first).toEqual({ binding: null, pending: 'g' });
    expect(matchHotkey(press('h'), first.pending, bindings, on)).toEqual({ binding: 'g h', pending: null });
    expect(matchHotkey(press('x'), first.pending, bindings, on)).toEqual({ binding: null, pending: null });
    expect(matchHotkey(press('j'), first.pending, bindings, on).binding).toBe('j');
  });
  it('does not start a sequence from a held key', () => {
    expect(matchHotkey(press('g', { repeat: true }), null, bindings, on).pending).toBeNull();
  });
  it('is silent in fields, but for ⌘ and Ctrl', () => {
    expect(matchHotkey(press('j', { inField: true }), null, bindings, on).binding).toBeNull();
    expect(matchHotkey(press('Escape', { inField: true }), null, bindings, on).binding).toBeNull();
    for (const modifier of [{ ctrlKey: true }, { metaKey: true }]) {
      expect(matchHotkey(press('k', { inField: true, ...modifier }), null, bindings, on).binding).toBe(
        'mod+k',
      );
    }
  });
  it('never takes a browser’s own combination for a letter', () => {
    expect(matchHotkey(press('j', { ctrlKey: true }), null, bindings, on).binding).toBeNull();
    expect(matchHotkey(press('j', { altKey: true }), null, bindings, on).binding).toBeNull();
  });
  it('leaves Enter and Space to the control that has the focus', () => {
    expect(matchHotkey(press('Enter'), null, bindings, { ...on, onControl: true }).binding).toBeNull();
    expect(matchHotkey(press('Enter'), null, bindings, on).binding).toBe('Enter');
  });
  it('can be switched off for characters, not for named keys', () => {
    const off = { singleKeys: false, onControl: false };
    expect(matchHotkey(press('j'), null, bindings, off).binding).toBeNull();
    expect(matchHotkey(press('g'), null, bindings, off).pending).toBeNull();
    expect(matchHotkey(press('ArrowDown'), null, bindings, off).binding).toBe('ArrowDown');
    expect(matchHotkey(press('k', { ctrlKey: true }), null, bindings, off).binding).toBe('mod+k');
  });
});
