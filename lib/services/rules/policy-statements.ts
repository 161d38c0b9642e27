import { z } from 'zod';

const zTexts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const zStatement = z.object({
  Sid: z.string(),
  Effect: z.literal('Allow'),
  Principal: z.object({ Service: zTexts }),
  Action: zTexts,
  Condition: z.record(z.string(), z.record(z.string(), zTexts)),
});
const zPolicy = z.object({ Statement: z.array(z.unknown()) });

function statementsOf(policyText: string | null): unknown[] {
  return policyText === null ? [] : zPolicy.parse(JSON.parse(policyText)).Statement;
}

/** Whether a statement of this ID is there, whatever it says. */
export function hasStatement(policyText: string | null, statementId: string): boolean {
  return statementsOf(policyText).some(
    (one) => z.object({ Sid: z.literal(statementId) }).safeParse(one).success,
  );
}

/**
 * IDs of the statements by which EventBridge may invoke the function for exactly this rule, and that say nothing else:
 * without the rule they are of no use to anyone.
 */
export function statementsOnlyFor(policyText: string | null, ruleArn: string): string[] {
  return statementsOf(policyText).flatMap((one) => {
    const parsed = zStatement.safeParse(one);
    if (!parsed.success) return [];
    const { Sid, Principal, Action, Condition } = parsed.data;
    const own =
      Principal.Service.join() === 'events.amazonaws.com' &&
      Action.join() === 'lambda:InvokeFunction' &&
      Object.values(Condition).some((keys) =>
        Object.entries(keys).some(
          ([key, values]) => key.toLowerCase() === 'aws:sourcearn' && values.join() === ruleArn,
        ),
      );
    return own ? [Sid] : [];
  });
}

/** The policy with one more statement, as AddPermission would write it. */
export function withStatement(
  policyText: string | null,
  statement: { statementId: string; functionArn: string; ruleArn: string },
): string {
  const added = {
    Sid: statement.statementId,
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: statement.functionArn,
    Condition: { ArnLike: { 'AWS:SourceArn': statement.ruleArn } },
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [...statementsOf(policyText), added] });
}
