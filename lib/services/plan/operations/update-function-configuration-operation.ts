import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { getFunctionConfiguration } from '../../../aws/get-function-configuration.ts';
import type { LambdaFunction } from '../../../aws/lambda-function.ts';
import { updateFunctionConfiguration } from '../../../aws/update-function-configuration.ts';
import { AppError } from '../../../domain/app-error.ts';
import type { ServiceContext } from '../../service-context.ts';
import { changesBetween } from '../changes-between.ts';
import type { Fields } from '../plan-body.ts';
import type { PlanOperation } from '../plan-operation.ts';

const zLoggingConfig = z.object({
  LogFormat: z.enum(['Text', 'JSON']),
  SystemLogLevel: z.enum(['DEBUG', 'INFO', 'WARN']).optional(),
  ApplicationLogLevel: z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']).optional(),
  LogGroup: z.string(),
});
const zInput = z.object({
  FunctionName: z.string(),
  TracingConfig: z.object({ Mode: z.enum(['Active', 'PassThrough']) }).optional(),
  LoggingConfig: zLoggingConfig.optional(),
});
export type FunctionConfigurationInput = z.infer<typeof zInput>;
const zState = zInput.omit({ FunctionName: true }).required();

/** Tracing and logging of a function as UpdateFunctionConfiguration would set them. */
export function observabilityOf(found: LambdaFunction): z.infer<typeof zState> {
  const json = found.logFormat === 'JSON';
  const levels = zLoggingConfig.pick({ SystemLogLevel: true, ApplicationLogLevel: true }).parse({
    SystemLogLevel: json ? (found.systemLogLevel ?? 'INFO') : undefined,
    ApplicationLogLevel: json ? (found.applicationLogLevel ?? 'INFO') : undefined,
  });
  return {
    TracingConfig: { Mode: found.tracingMode },
    LoggingConfig: { LogFormat: found.logFormat, ...levels, LogGroup: found.logGroupName },
  };
}

async function readFunction(aws: AwsClients, input: Fields): Promise<LambdaFunction> {
  return getFunctionConfiguration(aws, zInput.parse(input).FunctionName);
}

/** AWS refuses the write if the function changed after this reading (RevisionId). */
async function write(aws: AwsClients, input: FunctionConfigurationInput): Promise<void> {
  const { FunctionName, TracingConfig, LoggingConfig } = input;
  const { revisionId } = await getFunctionConfiguration(aws, FunctionName);
  await updateFunctionConfiguration(aws, {
    FunctionName,
    ...(TracingConfig === undefined ? {} : { TracingConfig }),
    ...(LoggingConfig === undefined ? {} : { LoggingConfig: sent(LoggingConfig) }),
    ...(revisionId === null ? {} : { RevisionId: revisionId }),
  });
}

function sent(config: z.infer<typeof zLoggingConfig>) {
  const { LogFormat, LogGroup, SystemLogLevel, ApplicationLogLevel } = config;
  return {
    LogFormat,
    LogGroup,
    ...(SystemLogLevel === undefined ? {} : { SystemLogLevel }),
    ...(ApplicationLogLevel === undefined ? {} : { ApplicationLogLevel }),
  };
}

async function keepConfiguration({ aws, store }: ServiceContext, input: Fields): Promise<void> {
  const found = await readFunction(aws, input);
  const row = (await store.functions.list()).find((known) => known.functionName === found.functionName);
  if (row === undefined) return;
  const { functionName, functionArn } = row;
  const { tracingMode, logFormat, systemLogLevel, applicationLogLevel, logGroupName } = found;
  const configuration = {
    ...row.configuration,
    tracingMode,
    logFormat,
    systemLogLevel,
    applicationLogLevel,
    logGroupName,
  };
  await store.functions.upsertMany([{ functionName, functionArn, configuration }]);
}

/** What `state` becomes: an input names the parts that it changes. */
function wanted(input: Fields, state: Fields): Fields {
  const { TracingConfig, LoggingConfig } = zInput.parse(input);
  const { TracingConfig: tracing, LoggingConfig: logging } = zState.parse(state);
  return {
    TracingConfig: TracingConfig ?? tracing,
    LoggingConfig: sent({ ...logging, ...LoggingConfig }),
  };
}

/** Lambda UpdateFunctionConfiguration, as far as a plan changes tracing and logging. */
export const updateFunctionConfigurationOperation: PlanOperation = {
  operation: 'UpdateFunctionConfiguration',
  subject: (input) => `configuration of function ${zInput.parse(input).FunctionName}`,
  async read(aws, input) {
    const found = await readFunction(aws, input);
    const state = zState.parse(observabilityOf(found));
    return {
      state: { TracingConfig: state.TracingConfig, LoggingConfig: sent(state.LoggingConfig) },
      settled: found.lastUpdateStatus !== 'InProgress',
      ...(found.lastUpdateStatus === 'Failed' ? { failure: lastUpdateFailed() } : {}),
    };
  },
  wanted,
  changes: (input, state) => changesBetween(state, wanted(input, state)),
  spared: async () => false,
  async execute(aws, input) {
    await write(aws, zInput.parse(input));
  },
  async undo(aws, input, former) {
    const { FunctionName, TracingConfig, LoggingConfig } = zInput.parse(input);
    const back = zState.parse(former);
    await write(aws, {
      FunctionName,
      ...(TracingConfig === undefined ? {} : { TracingConfig: back.TracingConfig }),
      ...(LoggingConfig === undefined ? {} : { LoggingConfig: back.LoggingConfig }),
    });
  },
  afterwards: keepConfiguration,
};

function lastUpdateFailed(): AppError {
  return new AppError('aws-failed', 'AWS could not carry out the last change of the function.', {
    nextStep: 'Read the reason of the failed update in the Lambda console, then try again.',
  });
}
