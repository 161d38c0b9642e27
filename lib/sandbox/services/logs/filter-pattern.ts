/** A parsed CloudWatch Logs filter pattern. */
export type FilterPattern =
  | { kind: 'terms'; all: string[]; any: string[]; none: string[] }
  | { kind: 'json'; condition: JsonCondition };

export type JsonCondition =
  | { kind: 'and'; left: JsonCondition; right: JsonCondition }
  | { kind: 'or'; left: JsonCondition; right: JsonCondition }
  | { kind: 'compare'; selector: Selector; operator: Operator; value: string | number }
  | { kind: 'is'; selector: Selector; value: null | boolean }
  | { kind: 'not-exists'; selector: Selector };

/** Property names and array indexes from the root `$`; `*` is any element. */
export type Selector = (string | number | { any: true })[];

export type Operator = '=' | '!=' | '<' | '>' | '<=' | '>=';
