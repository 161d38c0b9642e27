import { getFunctionConfiguration } from '../aws/get-function-configuration.ts';
import type { LambdaFunction } from '../aws/lambda-function.ts';
import { recordOfRow } from '../collector/function-record.ts';
import type { FunctionFix, Plan, ProposeFunctionFixInput } from '../contract/plan.ts';
import {
  type FunctionConfigurationInput,
  observabilityOf,
} from './plan/operations/update-function-configuration-operation.ts';
import { zFields } from './plan/plan-body.ts';
import { proposePlan } from './plan/propose-plan.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Plans what makes a function's chains easier to follow: active tracing, JSON logs, system and application log level
 * INFO, all in one call. Throws `not-found`, `conflict` (nothing to change), or why AWS could not be read.
 */
export async function planFunctionFix(
  context: ServiceContext,
  input: ProposeFunctionFixInput,
): Promise<Plan> {
  const found = await getFunctionConfiguration(context.aws, input.functionName);
  const row = (await context.store.functions.list()).find(
    (known) => known.functionName === input.functionName,
  );
  const managedBy = row === undefined ? null : recordOfRow(row).managedBy;
  return proposePlan(context, {
    title: `Make ${input.functionName} easier to follow`,
    resourceArn: found.functionArn,
    warnings: warningsOf(found, input.fixes, managedBy),
    calls: [{ operation: 'UpdateFunctionConfiguration', input: zFields.parse(fixInput(found, input.fixes)) }],
  });
}

/** LoggingConfig is written whole, with the log group it has: what is left out of it would fall back to a default. */
function fixInput(found: LambdaFunction, fixes: readonly FunctionFix[]): FunctionConfigurationInput {
  const { LoggingConfig } = observabilityOf(found);
  const logging = { ...LoggingConfig };
  if (fixes.some((fix) => fix !== 'tracing-active')) {
    // Levels exist in JSON format only (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html).
    logging.LogFormat = 'JSON';
    logging.SystemLogLevel ??= 'INFO';
    logging.ApplicationLogLevel ??= 'INFO';
  }
  if (fixes.includes('system-log-level-info')) logging.SystemLogLevel = 'INFO';
  if (fixes.includes('application-log-level-info')) logging.ApplicationLogLevel = 'INFO';
  return {
    FunctionName: found.functionName,
    ...(fixes.includes('tracing-active') ? { TracingConfig: { Mode: 'Active' as const } } : {}),
    ...(fixes.some((fix) => fix !== 'tracing-active') ? { LoggingConfig: logging } : {}),
  };
}

function warningsOf(
  found: LambdaFunction,
  fixes: readonly FunctionFix[],
  managedBy: string | null,
): string[] {
  const warnings = [
    'The function’s next runs start cold: a change of its configuration replaces its environments.',
  ];
  if (managedBy !== null) {
    warnings.push(`${managedBy} manages this function: its next deployment reverts the change.`);
  }
  if (fixes.includes('tracing-active') && found.tracingMode !== 'Active') {
    warnings.push(
      `Active tracing needs xray:PutTraceSegments and xray:PutTelemetryRecords on ${found.roleArn ?? 'the function’s role'}; X-Ray bills sampled traces.`,
    );
  }
  if (fixes.includes('json-logs') && found.logFormat === 'Text') {
    warnings.push(
      'Log lines become JSON: metric filters and subscriptions that read plain text stop matching.',
    );
  }
  return warnings;
}
