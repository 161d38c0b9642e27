import type { RuleExport, RuleRef } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import { compileCli } from '../../domain/rule-export/compile-cli.ts';
import { compileCloudFormation } from '../../domain/rule-export/compile-cloudformation.ts';
import { compileTerraform } from '../../domain/rule-export/compile-terraform.ts';
import type { ExportedRule } from '../../domain/rule-export/exported-rule.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import type { ServiceContext } from '../service-context.ts';
import { mustFindRule } from './find-rule.ts';
import { recentReads } from './recent-reads.ts';
import type { RuleWithTargets } from './rules-of-bus.ts';
import { statementIdOf } from './statement-id.ts';

/**
 * The rule with its targets and the permissions they need as commands, template or resources. Throws `not-found`, and
 * `conflict` where the format cannot say it.
 */
export async function exportRule(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  { format, ...ref }: RuleRef & { format: RuleExport['format'] },
): Promise<RuleExport> {
  const rule = exported(await mustFindRule(context, recentReads(context), ref));
  if (format === 'cli') return { format, text: compileCli(rule) };
  if (format === 'terraform') return { format, text: compileTerraform(rule) };
  const compiled = compileCloudFormation(rule);
  if (compiled.ok) return { format, text: compiled.text };
  throw new AppError('conflict', compiled.message, {
    field: 'format',
    nextStep: 'Take the CLI commands or Terraform instead.',
  });
}

function exported(rule: RuleWithTargets): ExportedRule {
  const functions = new Set(rule.targets.flatMap(({ arn, roleArn }) => (roleArn === null ? arn : [])));
  return {
    ...rule,
    state: rule.state === 'DISABLED' ? 'DISABLED' : 'ENABLED',
    permissions: [...functions].flatMap((arn) => {
      const { functionName, qualifier } = targetOfArn(arn);
      if (functionName === null) return [];
      return [{ functionName, qualifier, statementId: statementIdOf(rule), ruleArn: rule.ruleArn }];
    }),
  };
}
