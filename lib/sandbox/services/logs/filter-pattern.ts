/** A parsed CloudWatch Logs filter pattern. */
export type FilterPattern =
  | { kind: 'terms'; all: string[]; any: string[]; none: string[] }
  | { kind: 'json'; condition: JsonCondition }
  /** the first fields, the last ones, and whether any number may stand between them */
  | { kind: 'fields'; before: FieldCondition[]; skips: boolean; after: FieldCondition[] };

/** Any of the alternatives, each of which is all of its tests. */
export type FieldCondition = FieldTest[][];

export interface FieldTest {
  operator: Operator;
  value: string | number;
}

export type JsonCondition =
  | { kind: 'and'; left: JsonCondition; right: JsonCondition }
  | { kind: 'or'; left: JsonCondition; right: JsonCondition }
  | { kind: 'compare'; selector: Selector; operator: Operator; value: string | number }
  | { kind: 'is'; selector: Selector; value: null | boolean }
  | { kind: 'not-exists'; selector: Selector };

/** Property names and array indexes from the root `$`; `*` is any element. */
export type Selector = (string | number | { any: true })[];

export type Operator = '=' | '!=' | '<' | '>' | '<=' | '>=';
