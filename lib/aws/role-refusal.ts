import { AppError, type ErrorCode } from '../domain/app-error.ts';
import type { ErrorWords } from './aws-error-words.ts';

const ROLE_ARN = /arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,512}/;

/**
 * Why a role may not be given to a service: the caller may not pass it (`iam:PassRole`), or the service may not assume
 * it, which is also what AWS says of a role that was made seconds ago (aws.md 8.1; IAM is eventually consistent).
 */
export function roleRefusal(name: string, message: string): (ErrorWords & { code: ErrorCode }) | undefined {
  if (!/^(AccessDenied|ValidationException|InvalidParameterValue)/.test(name)) return undefined;
  const role = ROLE_ARN.exec(message)?.[0];
  const named = role === undefined ? 'this role' : `the role ${role.split('/').at(-1)}`;
  if (/iam:PassRole/.test(message)) {
    return {
      code: 'access-denied',
      field: 'roleArn',
      message: `AWS denied iam:PassRole: this dashboard may not give ${named} to the service.`,
      nextStep: `Allow iam:PassRole on ${role ?? 'the role'} for the identity this dashboard runs as, or choose a role that it may pass.`,
    };
  }
  if (!/authorized to assume the provided role/.test(message)) return undefined;
  return {
    code: 'invalid-input',
    field: 'roleArn',
    message: `The service may not assume ${named}.`,
    nextStep:
      'The role’s trust policy must name the service (states.amazonaws.com for a state machine); of a role that was made just now, wait a minute.',
  };
}

/** Whether AWS refused because the service may not assume the role (yet). */
export function isRoleNotAssumable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'invalid-input' && error.field === 'roleArn';
}
