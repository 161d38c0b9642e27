import { AwsError } from '../../service.ts';

const REFERENCE =
  /^(?:(?:arn:aws:lambda:([a-z0-9-]+):)?(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]{1,64})(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;

export interface FunctionReference {
  name: string;
  qualifier: string | null;
}

/**
 * Reads a function name as Lambda takes it: name, `name:qualifier`, `account:function:name` or the ARN.
 * Throws InvalidParameterValueException for two different qualifiers and ValidationException for what is no name.
 */
export function parseFunctionReference(
  text: string,
  account: { accountId: string; region: string },
  qualifierParameter: string | null,
): FunctionReference {
  const match = REFERENCE.exec(text);
  if (match === null) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy ` +
        'regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?',
    );
  }
  const [, region, accountId, name = '', suffix] = match;
  if (
    (region !== undefined && region !== account.region) ||
    (accountId ?? account.accountId) !== account.accountId
  ) {
    throw notFound(text);
  }
  if (suffix !== undefined && qualifierParameter !== null && suffix !== qualifierParameter) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  return { name, qualifier: suffix ?? qualifierParameter };
}

export function notFound(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
}
