import { AwsError, type SandboxService } from './service.ts';

/** The error that AWS gives for an operation it does not know, with the operation's name in it. */
export function unknownOperation(
  protocol: SandboxService['protocol'],
  asked: { method: string; path: string; target: string | undefined; action: string | null },
): AwsError {
  if (protocol === 'query') {
    return new AwsError(
      'InvalidAction',
      `The action ${asked.action ?? '(none)'} is not valid for this web service.`,
      400,
    );
  }
  const name =
    protocol === 'rest-json' ? `${asked.method} ${asked.path}` : (asked.target ?? '(no X-Amz-Target header)');
  return new AwsError(
    'UnknownOperationException',
    `The operation ${name} is not known to the sandbox.`,
    protocol === 'rest-json' ? 404 : 400,
  );
}
