import { z } from 'zod';
import { addPermission } from '../../../aws/add-permission.ts';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { getPolicy } from '../../../aws/get-policy.ts';
import { removePermission } from '../../../aws/remove-permission.ts';
import { definedFields } from '../defined-fields.ts';
import type { Fields } from '../plan-body.ts';

/** What names one statement of a function's resource policy. */
export const zStatementRef = z.object({
  FunctionName: z.string(),
  StatementId: z.string(),
  Qualifier: z.string().optional(),
});
type StatementRef = z.infer<typeof zStatementRef>;

/** The settings of AddPermission by which a statement can be written again. */
export const zPermission = z.object({
  Action: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
  PrincipalOrgID: z.string().optional(),
  EventSourceToken: z.string().optional(),
});

/** Where the conditions of AddPermission stand in a statement. */
const CONDITIONS: Record<string, keyof z.infer<typeof zPermission>> = {
  'arnlike aws:sourcearn': 'SourceArn',
  'stringequals aws:sourceaccount': 'SourceAccount',
  'stringequals aws:principalorgid': 'PrincipalOrgID',
  'stringequals lambda:eventsourcetoken': 'EventSourceToken',
};
const zPolicy = z.object({ Statement: z.array(z.looseObject({ Sid: z.string().optional() })) });
const zStatement = z.object({
  Effect: z.literal('Allow'),
  Principal: z.union([
    z.literal('*'),
    z.strictObject({ Service: z.string() }).transform(({ Service }) => Service),
    z.strictObject({ AWS: z.string() }).transform(({ AWS }) => AWS),
  ]),
  Action: z.string(),
  Condition: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});

export const permissionSubject = ({ FunctionName, StatementId, Qualifier }: StatementRef) =>
  `statement ${StatementId} in the resource policy of function ${FunctionName}${Qualifier === undefined ? '' : `:${Qualifier}`}`;

const functionRefOf = ({ FunctionName, Qualifier }: StatementRef) => ({
  functionName: FunctionName,
  qualifier: Qualifier ?? null,
});

/** The statement of this ID as AddPermission would write it; nulls where there is none, or the policy is absent. */
export async function readPermission(aws: AwsClients, ref: StatementRef): Promise<Fields> {
  const text = await getPolicy(aws, functionRefOf(ref));
  const policy = text === null ? null : zPolicy.parse(JSON.parse(text));
  const statement = policy?.Statement.find(({ Sid }) => Sid === ref.StatementId);
  return statement === undefined ? permissionState(null) : stateOfStatement(statement);
}

/** All settings, null where one is absent; `Other` holds a statement that AddPermission cannot write. */
export function permissionState(permission: z.infer<typeof zPermission> | null): Fields {
  return {
    Principal: permission?.Principal ?? null,
    Action: permission?.Action ?? null,
    SourceArn: permission?.SourceArn ?? null,
    SourceAccount: permission?.SourceAccount ?? null,
    PrincipalOrgID: permission?.PrincipalOrgID ?? null,
    EventSourceToken: permission?.EventSourceToken ?? null,
    Other: null,
  };
}

function stateOfStatement(statement: unknown): Fields {
  const other = { ...permissionState(null), Other: JSON.stringify(statement) };
  const parsed = zStatement.safeParse(statement);
  if (!parsed.success) return other;
  const { Principal, Action, Condition } = parsed.data;
  const settings: z.infer<typeof zPermission> = { Principal, Action };
  for (const [operator, keys] of Object.entries(Condition)) {
    for (const [key, value] of Object.entries(keys)) {
      const name = `${operator} ${key}`.toLowerCase();
      const setting = Object.hasOwn(CONDITIONS, name) ? CONDITIONS[name] : undefined;
      if (setting === undefined) return other;
      settings[setting] = value;
    }
  }
  return permissionState(settings);
}

export const isAbsent = (state: Fields) => state.Principal === null && state.Other === null;

/** Makes the statement of this ID what it was. */
export async function restorePermission(aws: AwsClients, ref: StatementRef, former: Fields): Promise<void> {
  const present = await readPermission(aws, ref);
  if (!isAbsent(present)) {
    await removePermission(aws, { ...functionRefOf(ref), statementId: ref.StatementId });
  }
  if (isAbsent(former)) return;
  const kept = Object.fromEntries(Object.entries(former).filter(([, value]) => value !== null));
  await addPermission(aws, definedFields({ ...ref, ...zPermission.parse(kept) }));
}
