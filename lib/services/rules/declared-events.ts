import { getFunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import { AppError } from '../../domain/app-error.ts';
import { mayMatchEventPattern } from '../../domain/event-pattern/may-match-event-pattern.ts';
import type { LoopRule, PublishedEvent } from '../../domain/rule-loops/loop-graph.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import type { ServiceContext } from '../service-context.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { RecentReads } from './recent-reads.ts';

const UNKNOWN = [
  ['id'],
  ['time'],
  ['resources'],
  ['detail', 'timestamp'],
  ['detail', 'requestContext', 'requestId'],
  ['detail', 'requestContext', 'condition'],
  ['detail', 'requestContext', 'approximateInvokeCount'],
  ['detail', 'requestPayload'],
  ['detail', 'responsePayload'],
  ['detail', 'responseContext'],
];

/**
 * The records that functions send to a bus when an asynchronous run ends, as their destinations say. Destinations are
 * read only of functions whose records some rule could catch: Lambda allows 15 such calls a second in all.
 */
export async function declaredEvents(
  { aws }: Pick<ServiceContext, 'aws'>,
  reads: RecentReads,
  functionArns: readonly string[],
  rules: readonly LoopRule[],
): Promise<PublishedEvent[]> {
  const caught = functionArns.filter((arn) =>
    (['Success', 'Failure'] as const).some((outcome) =>
      rules.some(
        ({ pattern }) => pattern !== null && mayMatchEventPattern(pattern, recordOf(arn, outcome), UNKNOWN),
      ),
    ),
  );
  const events = await fewAtOnce(caught, 3, async (arn) => {
    const { functionName, qualifier } = targetOfArn(arn);
    if (functionName === null) return [];
    const config = await reads.get(`destinations ${arn}`, async () =>
      getFunctionEventInvokeConfig(aws, { functionName, qualifier }).catch(nullWhereDenied),
    );
    const destinations = [
      { outcome: 'Success' as const, busArn: config?.onSuccessArn ?? null },
      { outcome: 'Failure' as const, busArn: config?.onFailureArn ?? null },
    ];
    return destinations.flatMap(({ outcome, busArn }): PublishedEvent[] => {
      const bus = busArn === null ? null : targetOfArn(busArn);
      if (bus?.kind !== 'event-bus') return [];
      return [
        {
          functionName,
          eventBusName: bus.name,
          event: recordOf(arn, outcome),
          unknownPaths: UNKNOWN,
          certainty: 'declared',
          evidence: `its destination on ${outcome.toLowerCase()} is bus ${bus.name}`,
        },
      ];
    });
  });
  return events.flat();
}

/** What is known of a destination record before it is there (aws.md 6.2). */
function recordOf(functionArn: string, outcome: 'Success' | 'Failure'): unknown {
  const { accountId, region, qualifier } = targetOfArn(functionArn);
  return {
    version: '0',
    'detail-type': `Lambda Function Invocation Result - ${outcome}`,
    source: 'lambda',
    account: accountId,
    region,
    detail: {
      version: '1.0',
      requestContext: { functionArn: qualifier === null ? `${functionArn}:$LATEST` : functionArn },
    },
  };
}

function nullWhereDenied(error: unknown): null {
  if (error instanceof AppError && error.code === 'access-denied') return null;
  throw error;
}
