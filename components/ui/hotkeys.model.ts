export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  /** The press went into a field, an editor or an open menu. */
  inField: boolean;
  /** Held down. */
  repeat: boolean;
}

export interface HotkeyMatch {
  /** The binding to run, null when none. */
  binding: string | null;
  /** A first key such as `g` that waits for its second. */
  pending: string | null;
}

const NAMED: Record<string, string> = { ' ': 'Space' };
/** Keys that work on a control by themselves are left to it. */
const CONTROL_KEYS = new Set(['Enter', 'Space']);

/** The press as bindings are written: `mod+k`, `j`, `?`, `Escape`. */
function pressName(press: KeyPress): string {
  const key = NAMED[press.key] ?? (press.key.length === 1 ? press.key.toLowerCase() : press.key);
  return press.ctrlKey || press.metaKey ? `mod+${key}` : press.altKey ? `alt+${key}` : key;
}

/**
 * Finds the binding of a key press. Bindings are `j`, `?`, `mod+k` (⌘ or Ctrl) or sequences `g c`. Inside fields only
 * `mod+` bindings work; `singleKeys: false` leaves only those and named keys (arrows, Escape).
 */
export function matchHotkey(
  press: KeyPress,
  pending: string | null,
  bindings: readonly string[],
  options: { singleKeys: boolean; onControl: boolean },
): HotkeyMatch {
  const name = pressName(press);
  const none: HotkeyMatch = { binding: null, pending: null };
  const modified = name.startsWith('mod+');
  if (press.inField && !modified) return none;
  if (options.onControl && CONTROL_KEYS.has(name)) return none;
  if (name.length === 1 && !options.singleKeys) return none;
  if (pending !== null && bindings.includes(`${pending} ${name}`)) {
    return { binding: `${pending} ${name}`, pending: null };
  }
  if (bindings.includes(name)) return { binding: name, pending: null };
  if (!press.repeat && bindings.some((binding) => binding.startsWith(`${name} `))) {
    return { binding: null, pending: name };
  }
  return none;
}
