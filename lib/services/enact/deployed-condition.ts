import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';
import { inputOfVersion } from '../conditions/saved-condition.ts';
import type { ServiceContext } from '../service-context.ts';
import type { JudgingCondition } from './judge-hop.ts';

/** The version of a condition that is deployed now. */
export interface DeployedCondition extends JudgingCondition {
  conditionId: string;
  version: number;
  how: ConditionRow['how'];
  deployedAt: Date;
  nextInput: 'request' | 'response';
}

/** Null where nothing is deployed, or it is paused, or its version can no longer be read. */
export async function deployedCondition(
  context: Pick<ServiceContext, 'store'>,
  row: ConditionRow,
): Promise<DeployedCondition | null> {
  const { conditionId, deployed } = row;
  if (deployed === null || deployed.paused) return null;
  const input = await inputOfVersion(context, row, deployed.version);
  const parsed = input === null ? null : parseEventPattern(input.when);
  if (input === null || !parsed?.ok) return null;
  const { limits, nextInput } = input;
  const { version, how, at } = deployed;
  return { conditionId, version, how, deployedAt: at, limits, nextInput, pattern: parsed.pattern };
}
