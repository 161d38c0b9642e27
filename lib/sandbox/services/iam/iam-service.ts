import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { SandboxClock, SandboxService, WireRequest, WireResponse } from '../../service.ts';
import { readQueryForm } from '../monitoring/query-form.ts';
import type { IamCall } from './iam-call.ts';
import { createJudgeRole, type JudgeRole } from './judge-role.ts';
import * as policies from './operations/role-policies.ts';
import * as roles from './operations/roles.ts';
import { RoleStore } from './role-store.ts';
import { type XmlValue, xmlOf } from './xml.ts';

type Operation = (call: IamCall) => Record<string, XmlValue> | null;
const OPERATIONS = new Map<string, Operation>(
  Object.entries<Operation>({
    CreateRole: roles.createRole,
    GetRole: roles.getRole,
    ListRoles: roles.listRoles,
    DeleteRole: roles.deleteRole,
    UpdateAssumeRolePolicy: roles.updateAssumeRolePolicy,
    PutRolePolicy: policies.putRolePolicy,
    GetRolePolicy: policies.getRolePolicy,
    DeleteRolePolicy: policies.deleteRolePolicy,
    ListRolePolicies: policies.listRolePolicies,
    ListAttachedRolePolicies: policies.listAttachedRolePolicies,
  }),
);

/** IAM's roles with inline policies, form-encoded and answered in XML; `judgeRole` is what other services ask. */
export function createIamService(options: {
  dataDir: string;
  accountId: string;
  clock: SandboxClock;
}): SandboxService & { judgeRole: JudgeRole } {
  const { accountId, clock } = options;
  const store = new RoleStore(path.resolve(options.dataDir, 'iam', 'roles'));
  const newRoleId = () => `AROA${randomBytes(12).toString('hex').slice(0, 17).toUpperCase()}`;
  return {
    signingName: 'iam',
    protocol: 'query',
    judgeRole: createJudgeRole(store, accountId),
    operationOf(request) {
      const action = new URLSearchParams(request.body.toString()).get('Action');
      return action !== null && OPERATIONS.has(action) ? action : null;
    },
    handle(name, request) {
      const input = readQueryForm(request.body.toString());
      const result = OPERATIONS.get(name)?.({ input, store, clock, accountId, newRoleId }) ?? null;
      return Promise.resolve(answer(name, result, request));
    },
  };
}

function answer(name: string, result: Record<string, XmlValue> | null, request: WireRequest): WireResponse {
  const content = result === null ? '' : `<${name}Result>${xmlOf(result)}</${name}Result>`;
  const body = `<${name}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${content}<ResponseMetadata><RequestId>${request.requestId}</RequestId></ResponseMetadata></${name}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}
