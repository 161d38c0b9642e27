import type { RequestFault } from './fault.ts';
import { AwsError, type SandboxService } from './service.ts';

/** The error that AWS gives in the case that `kind` injects; null for faults that are no error answers. */
export function faultError(
  kind: RequestFault['kind'],
  operation: string,
  service: SandboxService,
  accountId: string,
): AwsError | null {
  const lambda = service.signingName === 'lambda';
  const query = service.protocol === 'query';
  if (kind === 'throttle') {
    if (lambda) {
      return new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, {
        Reason: 'CallerRateLimitExceeded',
      });
    }
    if (service.signingName === 'sqs') return new AwsError('RequestThrottled', 'Rate exceeded', 400);
    return new AwsError(query ? 'Throttling' : 'ThrottlingException', 'Rate exceeded', 400);
  }
  if (kind === '5xx') {
    if (lambda) return new AwsError('ServiceException', 'An internal error occurred.', 500);
    if (service.signingName === 'events') {
      return new AwsError('InternalException', 'An internal error occurred.', 500);
    }
    return query || service.signingName !== 'logs'
      ? new AwsError('InternalFailure', 'An internal error occurred.', 500)
      : new AwsError('ServiceUnavailableException', 'The service is currently unavailable.', 503);
  }
  if (kind === 'access-denied') {
    const iamAction = `${service.signingName === 'monitoring' ? 'cloudwatch' : service.signingName}:${lambda && operation === 'Invoke' ? 'InvokeFunction' : operation}`;
    const message = `User: arn:aws:iam::${accountId}:user/sandbox is not authorized to perform: ${iamAction} because no identity-based policy allows the ${iamAction} action`;
    return query
      ? new AwsError('AccessDenied', message, 403)
      : new AwsError('AccessDeniedException', message, lambda ? 403 : 400);
  }
  return null;
}
