import { randomUUID } from 'node:crypto';
import { readJsonBody } from '../../../json-body.ts';
import { AwsError, type WireResponse } from '../../../service.ts';
import type { FunctionRecord, PolicyStatement } from '../function-record.ts';
import { answer, emptyAnswer, functionOf, type LambdaCall } from '../lambda-call.ts';
import { invalidMember, stringOf } from '../validate-settings.ts';

const MAX_POLICY_BYTES = 20_480;

/** AddPermission; https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export function addPermission(call: LambdaCall): WireResponse {
  const input = readJsonBody(call.request);
  const fn = functionOf(call);
  const statement = readStatement(input, fn);
  checkPolicyRevision(stringOf(input, 'RevisionId', ''), fn);
  if (fn.policy.some(({ Sid }) => Sid === statement.Sid)) {
    throw new AwsError(
      'ResourceConflictException',
      `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      409,
    );
  }
  const policy = [...fn.policy, statement];
  if (Buffer.byteLength(policyText(policy)) > MAX_POLICY_BYTES) {
    throw new AwsError(
      'PolicyLengthExceededException',
      `The final policy size is bigger than the limit (${MAX_POLICY_BYTES}).`,
    );
  }
  savePolicy(call, fn, policy);
  return answer(201, { Statement: JSON.stringify(statement) });
}

export function removePermission(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  checkPolicyRevision(call.request.query.get('RevisionId') ?? '', fn);
  const policy = fn.policy.filter(({ Sid }) => Sid !== call.route.item);
  if (policy.length === fn.policy.length) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Statement ${call.route.item} is not found in resource policy.`,
      404,
    );
  }
  savePolicy(call, fn, policy);
  return emptyAnswer();
}

export function getPolicy(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  if (fn.policy.length === 0) {
    throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
  }
  return answer(200, { Policy: policyText(fn.policy), RevisionId: fn.policyRevisionId });
}

function policyText(statements: PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
}

function savePolicy(call: LambdaCall, fn: FunctionRecord, policy: PolicyStatement[]): void {
  call.policies.changed(fn.arn, fn.policy);
  fn.policy = policy;
  fn.policyRevisionId = randomUUID();
  call.store.save(fn);
}

function checkPolicyRevision(given: string, fn: FunctionRecord): void {
  if (given === '' || given === fn.policyRevisionId) return;
  throw new AwsError(
    'PreconditionFailedException',
    'The RevisionId provided does not match the latest RevisionId of the policy.',
    412,
  );
}

function readStatement(input: Record<string, unknown>, fn: FunctionRecord): PolicyStatement {
  const sid = required(input, 'StatementId', /^[a-zA-Z0-9-_]{1,100}$/);
  const action = required(input, 'Action', /^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/);
  const principal = required(input, 'Principal', /^[^\s]{1,256}$/);
  const sourceArn = optional(input, 'SourceArn', /^arn:[^\s]{1,1000}$/);
  const sourceAccount = optional(input, 'SourceAccount', /^\d{12}$/);
  const organization = optional(input, 'PrincipalOrgID', /^o-[a-z0-9]{10,32}$/);
  const condition = {
    ...(sourceAccount === null && organization === null
      ? {}
      : {
          StringEquals: {
            ...(sourceAccount === null ? {} : { 'AWS:SourceAccount': sourceAccount }),
            ...(organization === null ? {} : { 'aws:PrincipalOrgID': organization }),
          },
        }),
    ...(sourceArn === null ? {} : { ArnLike: { 'AWS:SourceArn': sourceArn } }),
  };
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: principalOf(principal),
    Action: action,
    Resource: fn.arn,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

function principalOf(principal: string): PolicyStatement['Principal'] {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (principal.startsWith('arn:')) return { AWS: principal };
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
  throw new AwsError(
    'InvalidParameterValueException',
    `The provided principal was invalid. Please check the principal and try again.`,
  );
}

function required(input: Record<string, unknown>, key: string, pattern: RegExp): string {
  const value = optional(input, key, pattern);
  const member = key.charAt(0).toLowerCase() + key.slice(1);
  if (value === null) throw invalidMember('null', member, 'Member must not be null');
  return value;
}

function optional(input: Record<string, unknown>, key: string, pattern: RegExp): string | null {
  const value = stringOf(input, key, '');
  if (value === '') return null;
  if (!pattern.test(value)) {
    const member = key.charAt(0).toLowerCase() + key.slice(1);
    throw invalidMember(value, member, `Member must satisfy regular expression pattern: ${pattern.source}`);
  }
  return value;
}
