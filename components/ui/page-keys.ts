type Keys = Readonly<Record<string, string>>;

/** The single keys of each page and what they do: the sheet shows them, and a page can bind no others. */
export const LIST_KEYS = {
  j: 'Next row',
  k: 'Previous row',
  n: 'Show newer rows',
} as const satisfies Keys;

export const CHAIN_KEYS = {
  r: 'Run again',
  v: 'Timeline or table',
} as const satisfies Keys;

export const TIMELINE_KEYS = {
  j: 'Next hop',
  k: 'Previous hop',
  n: 'Next failing hop',
  p: 'Parent hop',
  t: 'Root hop',
  e: 'Expand',
  w: 'Collapse',
  f: 'Fit the rows on screen',
  '+': 'Zoom in',
  '-': 'Zoom out',
  '0': 'Show the whole chain',
  h: 'Earlier',
  l: 'Later',
  '[': 'Fold idle time',
  ']': 'Idle time at its length',
} as const satisfies Keys;

export const EVENT_LIST_KEYS = {
  ...LIST_KEYS,
  p: 'Publish events',
} as const satisfies Keys;

export const PUBLISH_KEYS = { a: 'Add an event' } as const satisfies Keys;

export const RULE_LIST_KEYS = {
  j: 'Next row',
  k: 'Previous row',
  c: 'Create a rule',
} as const satisfies Keys;

export const RULE_KEYS = { e: 'Edit the rule' } as const satisfies Keys;

export const CONDITION_LIST_KEYS = {
  j: 'Next row',
  k: 'Previous row',
  c: 'Create a condition',
} as const satisfies Keys;

export const STATE_MACHINE_LIST_KEYS = {
  j: 'Next row',
  k: 'Previous row',
  c: 'Create a state machine',
} as const satisfies Keys;

export const STATE_MACHINE_KEYS = {
  s: 'Start an execution',
  e: 'Edit the state machine',
} as const satisfies Keys;

export const EXECUTION_LIST_KEYS = {
  j: 'Next row',
  k: 'Previous row',
} as const satisfies Keys;

export const FUNCTION_KEYS = { r: 'Run' } as const satisfies Keys;

/** Handlers for keys of a page's sheet. */
export type HandlersOf<K extends Keys> = Record<keyof K & string, () => void>;
