import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** One request on an AWS wire protocol, body already read. */
export interface WireRequest {
  method: string;
  /** decoded path without query */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** region that the request was signed for */
  region: string;
  /** new per request; Lambda Invoke uses it as the function's own request ID */
  requestId: string;
  /** for answers that stream (StartLiveTail) */
  response: ServerResponse;
}

/** A finished answer; `undefined` when the service streamed it itself. */
export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** An error as AWS would give it; the server writes it in the service's protocol. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly extra: Record<string, unknown>;
  constructor(code: string, message: string, status = 400, extra: Record<string, unknown> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.extra = extra;
  }
}

/** One AWS service of the sandbox: a folder under `services/` and one object of this shape. */
export interface SandboxService {
  /** `lambda`, `logs`, `sts`, `monitoring`: the signing name in the credential scope */
  signingName: string;
  protocol: 'rest-json' | 'json-1.0' | 'json-1.1' | 'query';
  /** Name of the AWS operation, for faults, `unknown operation` errors and access logs; null when unknown. */
  operationOf(request: WireRequest): string | null;
  /** Bodies above it are refused at the door with 413; 10 MB where not given. */
  maxBodyBytes?: number;
  handle(operation: string, request: WireRequest): Promise<WireResponse | undefined>;
  /** Called once before the server listens; state was restored from the data directory. */
  start?(): Promise<void>;
  /** Called once the server listens: what earlier processes left unfinished goes on. */
  listening?(): void;
  /** Ends children and writes state. */
  stop?(): Promise<void>;
}

/** What Lambda needs of CloudWatch Logs inside the sandbox. */
export interface LogSink {
  /** Creates group and stream when missing; returns at once, never throws. Timestamps in ms. */
  append(logGroupName: string, logStreamName: string, events: { timestamp: number; message: string }[]): void;
}

/** Counts for GetMetricData. */
export interface MetricSink {
  count(
    metric:
      | 'Invocations'
      | 'Errors'
      | 'Throttles'
      | 'RecursiveInvocationsDropped'
      | 'DestinationDeliveryFailures'
      | 'DeadLetterErrors',
    functionName: string,
    atMs: number,
  ): void;
}

/** Counts of EventBridge's rules for GetMetricData. */
export interface RuleMetricSink {
  countRule(
    metric:
      | 'MatchedEvents'
      | 'TriggeredRules'
      | 'Invocations'
      | 'FailedInvocations'
      | 'InvocationsSentToDlq'
      | 'InvocationsFailedToBeSentToDlq',
    rule: { ruleName: string; eventBusName: string },
    atMs: number,
  ): void;
}

/** Waiting is scaled, timestamps never: retry back-off, event age. */
export interface SandboxClock {
  now(): number;
  /** How far the clocks of the hosts that run functions are ahead of `now()`, by an injected fault; normally 0. */
  hostSkewMs(): number;
  /** Calls back after `ms` of AWS time, which is `ms × SANDBOX_TIME_SCALE` here; returns cancel. */
  after(ms: number, run: () => void): () => void;
}
