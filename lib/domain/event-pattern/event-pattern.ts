/** A rule's event pattern, read. `nodes` are all required; a field's matchers are alternatives. */
export interface EventPattern {
  readonly nodes: readonly EventPatternNode[];
  /** The pattern with every `$or` multiplied out, as AWS evaluates it: one list must hold whole. */
  readonly alternatives: readonly (readonly EventPatternField[])[];
}

export type EventPatternNode = EventPatternField | EventPatternOr;

export interface EventPatternField {
  readonly kind: 'field';
  /** From the event's top: `['detail', 'status']`. */
  readonly path: readonly string[];
  readonly matchers: readonly EventPatternMatcher[];
}

interface EventPatternOr {
  readonly kind: 'or';
  /** The object that holds the `$or`; empty at the top. */
  readonly path: readonly string[];
  readonly branches: readonly (readonly EventPatternNode[])[];
}

/** The forms that `anything-but` can deny besides plain values. */
export type DeniedForm = 'prefix' | 'suffix' | 'equals-ignore-case' | 'wildcard';

export interface NumericBound {
  readonly value: number;
  readonly inclusive: boolean;
}

export type EventPatternMatcher =
  | { readonly kind: 'equals'; readonly value: string | boolean | null }
  | {
      readonly kind: 'equals-number';
      /** The number as written. */
      readonly text: string;
      /** Null where a double cannot hold it exactly: AWS then compares the text. */
      readonly value: number | null;
    }
  | { readonly kind: 'equals-ignore-case'; readonly text: string }
  | { readonly kind: 'prefix' | 'suffix'; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: 'wildcard'; readonly text: string }
  | {
      readonly kind: 'numeric';
      readonly above: NumericBound | null;
      readonly below: NumericBound | null;
    }
  | { readonly kind: 'exists'; readonly exists: boolean }
  | { readonly kind: 'cidr'; readonly cidr: string }
  | { readonly kind: 'anything-but'; readonly values: readonly (string | number)[] }
  | {
      readonly kind: 'anything-but-form';
      readonly form: DeniedForm;
      readonly values: readonly string[];
    };
