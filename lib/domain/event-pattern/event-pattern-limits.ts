/** The quota of an account that asked for no more. */
export const EVENT_PATTERN_QUOTA_CHARACTERS = 2048;
/** What PutRule takes at most. */
const EVENT_PATTERN_MAXIMUM_CHARACTERS = 4096;

export interface EventPatternLengthFinding {
  severity: 'warning' | 'error';
  message: string;
}

/** Judges the length of a pattern's text; null where it is within the quota. */
export function checkEventPatternLength(text: string): EventPatternLengthFinding | null {
  const length = text.length;
  if (length > EVENT_PATTERN_MAXIMUM_CHARACTERS) {
    return {
      severity: 'error',
      message: `The event pattern has ${length} characters; EventBridge takes at most ${EVENT_PATTERN_MAXIMUM_CHARACTERS}.`,
    };
  }
  if (length > EVENT_PATTERN_QUOTA_CHARACTERS) {
    return {
      severity: 'warning',
      message: `The event pattern has ${length} characters. An account's quota “Event pattern size” is ${EVENT_PATTERN_QUOTA_CHARACTERS} characters unless it was raised; AWS refuses the rule otherwise.`,
    };
  }
  return null;
}
