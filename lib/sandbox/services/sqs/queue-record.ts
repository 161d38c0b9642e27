/** A message attribute as the wire has it; `BinaryValue` is base64. */
export interface MessageAttribute {
  DataType: string;
  StringValue?: string | undefined;
  BinaryValue?: string | undefined;
}

/** A message as it is kept, a JSON file each. */
export interface MessageRecord {
  messageId: string;
  body: string;
  attributes: Record<string, MessageAttribute>;
  /** AWSTraceHeader */
  traceHeader: string | null;
  sentAtMs: number;
  /** not to be received before */
  visibleAtMs: number;
}

/** What the sandbox keeps of a queue, a JSON file each. */
export interface QueueRecord {
  region: string;
  name: string;
  arn: string;
  /** as set by CreateQueue and SetQueueAttributes, `Policy` among them */
  attributes: Record<string, string>;
  createdAtMs: number;
  lastModifiedAtMs: number;
}
