import type { AwsClients } from './aws-clients.ts';

/** `Date` headers have whole seconds and are on their way for a while: less than this is no difference. */
const UNSURE_MS = 5_000;

/**
 * AWS's idea of the time, ms since the epoch: this machine's clock, corrected by the offset that the SDK learns from the
 * `Date` headers of CloudWatch Logs where that is more than they can be wrong by.
 */
export function awsNow(aws: AwsClients): number {
  const { systemClockOffset = 0 } = aws.logsOnce.config as { systemClockOffset?: number };
  return Date.now() + (Math.abs(systemClockOffset) < UNSURE_MS ? 0 : systemClockOffset);
}
