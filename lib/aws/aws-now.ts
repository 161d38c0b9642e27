import type { AwsClients } from './aws-clients.ts';

/**
 * AWS's idea of the time, ms since the epoch: this machine's clock, corrected by the offset that the SDK learnt from the
 * `Date` headers of CloudWatch Logs once they differed by five minutes or more.
 */
export function awsNow(aws: AwsClients): number {
  const { systemClockOffset } = aws.logsOnce.config as { systemClockOffset?: number };
  return Date.now() + (systemClockOffset ?? 0);
}
