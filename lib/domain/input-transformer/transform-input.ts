import { jsonMembers, skipBlanks } from '../json-scan.ts';
import type { InputTransformer } from './check-input-transformer.ts';
import { fillTemplate } from './fill-template.ts';
import { parseJsonPath, selectJson } from './json-path.ts';
import { transformedTextProblem } from './transformed-text.ts';

/** What of a rule's target says how its input is made, in AWS's own words. At most one of the three is given. */
export interface TargetInput {
  Input?: string | undefined;
  InputPath?: string | undefined;
  InputTransformer?: InputTransformer | undefined;
}

export type TransformedInput = { ok: true; text: string } | { ok: false; message: string };

/**
 * The text that a target receives for an event. `eventText` is the whole event as JSON; values are taken from it byte
 * for byte. `ingestionTime` is an ISO 8601 text. Not ok where the path finds nothing or the filled template is no JSON.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function transformInput(
  target: TargetInput,
  eventText: string,
  rule: { ruleArn: string; ruleName: string; ingestionTime: string },
): TransformedInput {
  if (target.Input !== undefined) return { ok: true, text: target.Input };
  if (target.InputPath !== undefined) {
    const text = valueAt(eventText, target.InputPath);
    if (text !== null) return { ok: true, text };
    return { ok: false, message: `InputPath ${target.InputPath} finds nothing in the event.` };
  }
  const transformer = target.InputTransformer;
  if (transformer === undefined) return { ok: true, text: eventText };
  const { InputPathsMap: paths = {}, InputTemplate: template } = transformer;
  const text = fillTemplate(template, (variable) => {
    switch (variable) {
      case 'aws.events.rule-arn':
        return JSON.stringify(rule.ruleArn);
      case 'aws.events.rule-name':
        return JSON.stringify(rule.ruleName);
      case 'aws.events.event.ingestion-time':
        return JSON.stringify(rule.ingestionTime);
      case 'aws.events.event':
        return withoutDetail(eventText);
      case 'aws.events.event.json':
        return eventText;
      default: {
        const path = Object.hasOwn(paths, variable) ? paths[variable] : undefined;
        return path === undefined ? null : valueAt(eventText, path);
      }
    }
  });
  const problem = transformedTextProblem(text);
  return problem === null
    ? { ok: true, text }
    : { ok: false, message: `The template yields invalid JSON for this event: ${problem}` };
}

function valueAt(eventText: string, path: string): string | null {
  const steps = parseJsonPath(path);
  return steps === null ? null : selectJson(eventText, steps);
}

/** AWS writes `detail-type` as `detailType` here. */
function withoutDetail(eventText: string): string {
  const members = jsonMembers(eventText, skipBlanks(eventText, 0))
    .filter(({ key }) => key !== 'detail')
    .map(({ key, valueStart, valueEnd }) => {
      const name = JSON.stringify(key === 'detail-type' ? 'detailType' : key);
      return `${name}:${eventText.slice(valueStart, valueEnd)}`;
    });
  return `{${members.join(',')}}`;
}
