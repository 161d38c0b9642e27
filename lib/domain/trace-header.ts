/** A parsed `X-Amzn-Trace-Id`. Shapes: aws.md 2.1, https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html */
export interface TraceHeader {
  /** `1-<8 hex>-<24 hex>`, lower case */
  root: string | null;
  self: string | null;
  /** 16 hex digits, lower case */
  parent: string | null;
  sampled: '0' | '1' | '?' | null;
  lineage: string | null;
}
