import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import type { MachineRecord } from '../machine-store.ts';
import type { StatesCall } from '../states-call.ts';
import { parseStatesInput, zArn, zTags, zText } from '../states-input.ts';

const MAX_TAGS = 50;
const zResource = z.object({ resourceArn: zArn });
const zTag = z.object({ resourceArn: zArn, tags: zTags });
const zUntag = z.object({ resourceArn: zArn, tagKeys: z.array(zText(0, 128)) });

export function tagResource(call: StatesCall): void {
  const { resourceArn, tags } = parseStatesInput(zTag, call.body);
  const machine = requireResource(call, resourceArn);
  const all = { ...machine.tags, ...Object.fromEntries(tags.map(({ key, value }) => [key, value])) };
  if (Object.keys(all).length > MAX_TAGS) {
    throw new AwsError('TooManyTags', `The resource would have more than ${MAX_TAGS} tags.`, 400, {
      resourceName: resourceArn,
    });
  }
  call.machines.save({ ...machine, tags: all });
}

export function untagResource(call: StatesCall): void {
  const { resourceArn, tagKeys } = parseStatesInput(zUntag, call.body);
  const machine = requireResource(call, resourceArn);
  const kept = Object.entries(machine.tags).filter(([key]) => !tagKeys.includes(key));
  call.machines.save({ ...machine, tags: Object.fromEntries(kept) });
}

export function listTagsForResource(call: StatesCall) {
  const machine = requireResource(call, parseStatesInput(zResource, call.body).resourceArn);
  return { tags: Object.entries(machine.tags).map(([key, value]) => ({ key, value })) };
}

function requireResource({ machines }: StatesCall, arn: string): MachineRecord {
  const machine = machines.find(arn);
  if (machine !== undefined) return machine;
  throw new AwsError('ResourceNotFound', `Resource not found: '${arn}'`, 400, { resourceName: arn });
}
