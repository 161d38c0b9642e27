import type { z } from 'zod';
import { parseInput } from '../../parse-input.ts';
import { AwsError, type SandboxClock } from '../../service.ts';
import type { RoleRecord, RoleStore } from './role-store.ts';

/** One request to IAM and what the operations work on. */
export interface IamCall {
  input: Record<string, unknown>;
  store: RoleStore;
  clock: SandboxClock;
  accountId: string;
  newRoleId: () => string;
}

/** Reads an operation's input; what breaks a limit is IAM's ValidationError. */
export function parseIamInput<S extends z.ZodType>(schema: S, input: Record<string, unknown>): z.output<S> {
  return parseInput(schema, input, 'ValidationError');
}

/** The role of that name; NoSuchEntity where there is none. */
export function requireRole({ store }: IamCall, roleName: string): RoleRecord {
  const role = store.find(roleName);
  if (role === undefined) {
    throw new AwsError('NoSuchEntity', `The role with name ${roleName} cannot be found.`, 404);
  }
  return role;
}

/** Policies are JSON objects with statements; MalformedPolicyDocument for anything else. */
export function checkPolicy(text: string): void {
  const policy = parsed(text);
  if (!isRecord(policy)) throw malformed('This policy contains invalid Json');
  const { Statement } = policy;
  const statements: unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  if (Statement === undefined || !statements.every(isStatement)) {
    throw malformed('Syntax errors in policy.');
  }
}

function isStatement(statement: unknown): boolean {
  return isRecord(statement) && (statement.Effect === 'Allow' || statement.Effect === 'Deny');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
