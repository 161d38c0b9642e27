import { setTimeout as wait } from 'node:timers/promises';
import { type RerunContext, receiveRerun } from '../../rerun/receive-rerun.ts';
import { rerun } from '../../rerun/rerun.ts';

interface CampaignEvent {
  campaignId: string;
  /** Set in the runs that send; the first run only divides. */
  segment?: 'new' | 'returning' | 'lapsed';
}

const SEGMENTS = ['new', 'returning', 'lapsed'] as const;

/** Divides a campaign into three segments and runs itself once for each, all at the same time. */
export async function handler(event: CampaignEvent, context: RerunContext) {
  const { event: campaign } = receiveRerun(event, context);
  const { campaignId, segment } = campaign;
  if (segment !== undefined) {
    const recipientCount = 40 + Math.floor(Math.random() * 200);
    await wait(400 + Math.random() * 900);
    console.info(`${campaignId}: sent to ${recipientCount} ${segment} customers`);
    return { campaignId, segment, recipientCount };
  }
  console.info(`${campaignId}: dividing into ${SEGMENTS.length} segments`);
  await wait(150);
  await Promise.all(
    SEGMENTS.map((next) =>
      rerun({
        event,
        context,
        when: () => true,
        maxAttempts: 2,
        nextEvent: { campaignId, segment: next },
        reason: `segment=${next}`,
      }),
    ),
  );
  return { campaignId, segments: SEGMENTS };
}
