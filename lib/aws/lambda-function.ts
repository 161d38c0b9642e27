import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

/** What Lambda says of a function: GetFunctionConfiguration, or ListFunctions with state fields null. */
export interface LambdaFunction {
  functionName: string;
  functionArn: string;
  runtime: string | null;
  handler: string | null;
  architecture: 'x86_64' | 'arm64';
  memorySizeMb: number;
  timeoutSeconds: number;
  state: string | null;
  lastUpdateStatus: string | null;
  /** ISO 8601 */
  lastModifiedAt: string | null;
  tracingMode: 'Active' | 'PassThrough';
  logFormat: 'Text' | 'JSON';
  systemLogLevel: string | null;
  applicationLogLevel: string | null;
  /** Never assume `/aws/lambda/<name>`: LoggingConfig.LogGroup moves it. */
  logGroupName: string;
  roleArn: string | null;
  revisionId: string | null;
  codeSha256: string | null;
  /** Its executions span several runs (`DurableConfig`); destinations do not work for it (aws.md 1.5). */
  durable: boolean;
}

/** Maps the SDK's shape; AWS's defaults stand where a field is absent (128 MB, 3 s, x86_64, PassThrough, Text). */
export function lambdaFunctionOf(configuration: FunctionConfiguration): LambdaFunction {
  const functionName = configuration.FunctionName ?? '';
  const logging = configuration.LoggingConfig;
  const modified = Date.parse(configuration.LastModified ?? '');
  return {
    functionName,
    functionArn: configuration.FunctionArn ?? '',
    runtime: configuration.Runtime ?? null,
    handler: configuration.Handler ?? null,
    architecture: configuration.Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64',
    memorySizeMb: configuration.MemorySize ?? 128,
    timeoutSeconds: configuration.Timeout ?? 3,
    state: configuration.State ?? null,
    lastUpdateStatus: configuration.LastUpdateStatus ?? null,
    lastModifiedAt: Number.isNaN(modified) ? null : new Date(modified).toISOString(),
    tracingMode: configuration.TracingConfig?.Mode === 'Active' ? 'Active' : 'PassThrough',
    logFormat: logging?.LogFormat === 'JSON' ? 'JSON' : 'Text',
    systemLogLevel: logging?.SystemLogLevel ?? null,
    applicationLogLevel: logging?.ApplicationLogLevel ?? null,
    logGroupName: logging?.LogGroup || `/aws/lambda/${functionName}`,
    roleArn: configuration.Role ?? null,
    revisionId: configuration.RevisionId ?? null,
    codeSha256: configuration.CodeSha256 ?? null,
    durable: configuration.DurableConfig !== undefined,
  };
}
