import { AppError } from '../domain/app-error.ts';
import type { AwsClients } from './aws-clients.ts';
import { getCallerIdentity } from './get-caller-identity.ts';

/** The account of the embedded sandbox; AWS gives it to nobody. */
const SANDBOX_ACCOUNT = '000000000000';

export interface AccountLocation {
  sandbox: boolean;
  accountId: string;
}

/**
 * Whose AWS this is, by STS GetCallerIdentity. The sandbox is known by its account at a loopback endpoint. Returns the
 * AppError instead where AWS or credentials are missing, for a dashboard starts without them.
 */
export async function locateAccount(
  aws: AwsClients,
  timeoutMs: number,
): Promise<{ location: AccountLocation } | { problem: AppError }> {
  try {
    const { accountId } = await getCallerIdentity(aws, AbortSignal.timeout(timeoutMs));
    return { location: { accountId, sandbox: accountId === SANDBOX_ACCOUNT && isLoopback(aws.endpoint) } };
  } catch (error) {
    if (error instanceof AppError) return { problem: error };
    return {
      problem: new AppError('aws-unreachable', 'AWS did not say whose account this is in time.', {
        nextStep:
          'Check the credentials’ source and the network between this dashboard and AWS; it is tried again.',
        cause: error,
      }),
    };
  }
}

/** Whether the endpoint is on this machine. */
export function isLoopback(endpoint: string | null): boolean {
  if (endpoint === null) return false;
  const { hostname } = new URL(endpoint);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
