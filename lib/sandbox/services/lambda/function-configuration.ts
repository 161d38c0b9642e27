import type { FunctionRecord } from './function-record.ts';

/** FunctionConfiguration as Lambda answers it; `state` is what the operation that answers would show. */
export function functionConfiguration(
  fn: FunctionRecord,
  state: { State?: 'Pending' | 'Active'; LastUpdateStatus?: 'InProgress' | 'Successful' } = {},
): Record<string, unknown> {
  const { settings } = fn;
  const pending = state.State === 'Pending';
  return {
    FunctionName: fn.name,
    FunctionArn: fn.arn,
    Runtime: settings.Runtime,
    Role: settings.Role,
    Handler: settings.Handler,
    CodeSize: fn.codeSizeBytes,
    Description: settings.Description,
    Timeout: settings.Timeout,
    MemorySize: settings.MemorySize,
    LastModified: new Date(fn.lastModifiedAtMs).toISOString().replace('Z', '+0000'),
    CodeSha256: Buffer.from(fn.codeSha256Hex, 'hex').toString('base64'),
    Version: '$LATEST',
    ...(Object.keys(settings.Environment).length === 0
      ? {}
      : { Environment: { Variables: settings.Environment } }),
    ...(settings.DeadLetterConfig === undefined ? {} : { DeadLetterConfig: settings.DeadLetterConfig }),
    TracingConfig: settings.TracingConfig,
    RevisionId: fn.revisionId,
    State: state.State ?? 'Active',
    ...(pending ? { StateReason: 'The function is being created.', StateReasonCode: 'Creating' } : {}),
    ...(pending ? {} : { LastUpdateStatus: state.LastUpdateStatus ?? 'Successful' }),
    PackageType: 'Zip',
    Architectures: settings.Architectures,
    EphemeralStorage: settings.EphemeralStorage,
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: settings.LoggingConfig,
  };
}
