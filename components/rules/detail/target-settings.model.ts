import type { RuleTarget } from '@/lib/contract/rule';

export interface TargetSetting {
  name: string;
  /** Words, or JSON text where `code` is set. */
  value: string;
  code: boolean;
}

/** What a target is given and how its delivery is tried again, in the order in which one asks. */
export function targetSettings(target: RuleTarget): TargetSetting[] {
  const { input, inputPath, inputTransformer, retryPolicy, deadLetterQueueArn, roleArn } = target;
  const settings: TargetSetting[] = [];
  if (inputTransformer !== null) {
    settings.push({
      name: 'Paths',
      value: JSON.stringify(inputTransformer.inputPathsMap, null, 2),
      code: true,
    });
    settings.push({ name: 'Template', value: inputTransformer.inputTemplate, code: true });
  } else if (input !== null) settings.push({ name: 'Given', value: input, code: true });
  else {
    settings.push({
      name: 'Given',
      value: inputPath === null ? 'the whole event' : `the part ${inputPath} of the event`,
      code: false,
    });
  }
  settings.push({
    name: 'Delivery',
    value:
      retryPolicy === null
        ? 'tried again up to 185 times within 24 h (AWS’s default)'
        : `tried again up to ${retryPolicy.maximumRetryAttempts} times within ${ageWords(retryPolicy.maximumEventAgeInSeconds)}`,
    code: false,
  });
  settings.push({
    name: 'Dead letters',
    value: deadLetterQueueArn ?? 'no queue: an event that cannot be delivered is lost',
    code: false,
  });
  if (roleArn !== null) settings.push({ name: 'Role', value: roleArn, code: false });
  return settings;
}

function ageWords(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
