import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import type { EventBusRecord, RuleRecord } from '../event-bus-record.ts';
import type { EventsCall } from '../events-call.ts';
import { parseEventsInput, tagRecord, zArn, zMember, zTags } from '../events-input.ts';

const MAX_TAGS = 50;
const zTag = z.object({ ResourceARN: zArn, Tags: zTags });
const zUntag = z.object({ ResourceARN: zArn, TagKeys: z.array(zMember(1, 128)) });
const zList = z.object({ ResourceARN: zArn });

export function tagResource(call: EventsCall): void {
  const { ResourceARN, Tags } = parseEventsInput(zTag, call.body);
  const found = resourceOf(call, ResourceARN);
  const tags = { ...(found.rule ?? found.bus).tags, ...tagRecord(Tags) };
  if (Object.keys(tags).length > MAX_TAGS) {
    throw new AwsError(
      'LimitExceededException',
      'The requested resource exceeds the maximum number allowed.',
    );
  }
  saveTags(call, found, tags);
}

export function untagResource(call: EventsCall): void {
  const { ResourceARN, TagKeys } = parseEventsInput(zUntag, call.body);
  const found = resourceOf(call, ResourceARN);
  const kept = Object.entries((found.rule ?? found.bus).tags).filter(([key]) => !TagKeys.includes(key));
  saveTags(call, found, Object.fromEntries(kept));
}

export function listTagsForResource(call: EventsCall) {
  const found = resourceOf(call, parseEventsInput(zList, call.body).ResourceARN);
  const tags = Object.entries((found.rule ?? found.bus).tags);
  return { Tags: tags.map(([Key, Value]) => ({ Key, Value })) };
}

interface Tagged {
  bus: EventBusRecord;
  rule: RuleRecord | null;
}

function resourceOf(call: EventsCall, arn: string): Tagged {
  for (const bus of call.store.list(call.request.region)) {
    if (bus.arn === arn) return { bus, rule: null };
    const rule = Object.values(bus.rules).find((one) => one.arn === arn);
    if (rule !== undefined) return { bus, rule };
  }
  throw new AwsError('ResourceNotFoundException', `Resource ${arn} does not exist.`);
}

function saveTags(call: EventsCall, { bus, rule }: Tagged, tags: Record<string, string>): void {
  if (rule === null) call.store.update(bus, { tags });
  else call.store.saveRule(bus, { ...rule, tags });
}
