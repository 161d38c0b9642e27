import type { LogConfig } from '@aws-sdk/client-eventbridge';

export interface BusLogConfig {
  level: 'OFF' | 'ERROR' | 'INFO' | 'TRACE';
  /** Whether records carry `event_detail` and `target_input`. */
  includeDetail: 'NONE' | 'FULL';
}

export interface EventBus {
  eventBusName: string;
  eventBusArn: string;
  description: string | null;
  /** JSON text of its resource policy. */
  policy: string | null;
  managedBy: string | null;
  kmsKeyIdentifier: string | null;
  deadLetterQueueArn: string | null;
  logConfig: BusLogConfig;
}

/** AWS's defaults stand where a field is absent: no logs. */
export function busLogConfigOf(config: LogConfig | undefined): BusLogConfig {
  return { level: config?.Level ?? 'OFF', includeDetail: config?.IncludeDetail ?? 'NONE' };
}
