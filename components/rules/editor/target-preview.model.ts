import type { RuleTarget } from '@/lib/contract/rule';
import { type TransformedInput, transformInput } from '@/lib/domain/input-transformer/transform-input';

/** What the target would be given for a recorded event. */
export function targetPreview(
  target: Pick<RuleTarget, 'input' | 'inputPath' | 'inputTransformer'>,
  eventText: string,
  rule: { ruleArn: string; ruleName: string; ingestionTime: string },
): TransformedInput {
  const { input, inputPath, inputTransformer } = target;
  return transformInput(
    {
      ...(input === null ? {} : { Input: input }),
      ...(inputPath === null ? {} : { InputPath: inputPath }),
      ...(inputTransformer === null
        ? {}
        : {
            InputTransformer: {
              InputPathsMap: inputTransformer.inputPathsMap,
              InputTemplate: inputTransformer.inputTemplate,
            },
          }),
    },
    eventText,
    rule,
  );
}
