import { fingerprint } from '../../domain/fingerprint.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
const MAX_LENGTH = 100;

/**
 * The ID of the statement by which a rule may invoke its function: the same for the same rule, another for any other,
 * whatever their names are cut to.
 */
export function statementIdOf({
  eventBusName,
  ruleName,
}: {
  eventBusName: string;
  ruleName: string;
}): string {
  const mark = fingerprint(`${eventBusName}\n${ruleName}`).slice(0, 12);
  const readable = `${eventBusName}-${ruleName}`.replace(/[^A-Za-z0-9_-]/g, '_');
  return `reprise-${mark}-${readable}`.slice(0, MAX_LENGTH);
}
