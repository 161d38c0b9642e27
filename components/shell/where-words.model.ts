import type { Health } from '@/lib/contract/health';

/** `Sandbox` / `us-east-1`, or the account's alias or ID / `123456789012 eu-west-1`. */
export function whereWords(where: Health['where']): { name: string; detail: string } {
  if (where.sandbox) return { name: 'Sandbox', detail: where.region };
  if (where.accountId === null) return { name: 'AWS, account unknown', detail: where.region };
  return where.accountAlias === null
    ? { name: `AWS ${where.accountId}`, detail: where.region }
    : { name: where.accountAlias, detail: `${where.accountId} ${where.region}` };
}
