import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';

// Node 20.19 is supported here on purpose; the SDK's advice to upgrade would stand in the way of every start.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** A synchronous run may take 15 minutes, and nothing is on the wire meanwhile. */
const LONGEST_INVOCATION_MS = 16 * 60_000;

export interface AwsClientOptions {
  region: string;
  /** Of any AWS-compatible endpoint, null for AWS itself. */
  endpoint: string | null;
  /** The default credential chain when absent. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/** The SDK clients of one account and region; every function of `lib/aws` takes them first. */
export interface AwsClients {
  region: string;
  endpoint: string | null;
  lambda: LambdaClient;
  /** Never retries: `Invoke` has no client token, so a retry after a lost reply runs the function twice (aws.md 1.2). */
  lambdaOnce: LambdaClient;
  logs: CloudWatchLogsClient;
  /** Never retries: the collector keeps its own call budget and back-off. */
  logsOnce: CloudWatchLogsClient;
  cloudWatch: CloudWatchClient;
  events: EventBridgeClient;
  /** Never retries: PutEvents has no client token, so a retry after a lost reply publishes the events twice. */
  eventsOnce: EventBridgeClient;
  states: SFNClient;
  /** Never retries: executions of Express state machines would start twice, and the operation is sent at most once. */
  statesOnce: SFNClient;
  iam: IAMClient;
  sqs: SQSClient;
  sts: STSClient;
  /** Closes the sockets. */
  destroy(): void;
}

/**
 * Creates the clients without contacting AWS; missing credentials or an unreachable endpoint show at the first call.
 * Host prefixes are off where an endpoint is given: `stream-127.0.0.1` does not resolve.
 */
export function createAwsClients(options: AwsClientOptions): AwsClients {
  const { region, endpoint, credentials } = options;
  const base = {
    region,
    ...(endpoint === null ? {} : { endpoint, disableHostPrefix: true }),
    ...(credentials === undefined ? {} : { credentials }),
  };
  const quick = {
    ...base,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, socketTimeout: 20_000 },
  };
  const once = { ...quick, maxAttempts: 1 };
  const clients = {
    lambda: new LambdaClient(quick),
    lambdaOnce: new LambdaClient({
      ...base,
      maxAttempts: 1,
      requestHandler: {
        connectionTimeout: 5_000,
        socketTimeout: LONGEST_INVOCATION_MS,
        requestTimeout: LONGEST_INVOCATION_MS,
      },
    }),
    logs: new CloudWatchLogsClient(quick),
    logsOnce: new CloudWatchLogsClient(once),
    cloudWatch: new CloudWatchClient(quick),
    events: new EventBridgeClient(quick),
    eventsOnce: new EventBridgeClient(once),
    states: new SFNClient(quick),
    statesOnce: new SFNClient(once),
    iam: new IAMClient(quick),
    sqs: new SQSClient(quick),
    sts: new STSClient({
      ...base,
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 3_000, socketTimeout: 5_000 },
    }),
  };
  return {
    region,
    endpoint,
    ...clients,
    destroy: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
