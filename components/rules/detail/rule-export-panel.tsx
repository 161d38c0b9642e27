'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { problemFrom } from '@/components/live/fetch-json';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { ProblemNote } from '@/components/ui/problem-note';
import { Segmented } from '@/components/ui/segmented';
import { Skeleton } from '@/components/ui/skeleton';
import { EXPORT_FORMATS, type RuleRef } from '@/lib/contract/rule';
import { ruleExportOptions } from '../rules-query-options';

const WORDS: Record<(typeof EXPORT_FORMATS)[number], string> = {
  cli: 'AWS CLI',
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
};

/** The rule, its targets and its permissions in a form that another tool can take. */
export function RuleExportPanel({ rule }: { rule: RuleRef }) {
  const [format, setFormat] = useQueryState(
    'format',
    parseAsStringLiteral(EXPORT_FORMATS).withDefault('cli'),
  );
  const exported = useQuery({ ...ruleExportOptions(rule, format), placeholderData: keepPreviousData });
  return (
    <section aria-label="Export" aria-busy={exported.isFetching} className="flex max-w-4xl flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label="Export as"
          value={format}
          options={EXPORT_FORMATS.map((value) => ({ value, label: WORDS[value] }))}
          onValueChange={(value) => void setFormat(value)}
        />
        {exported.data === undefined ? null : (
          <CopyButton text={exported.data.text} what={`the rule as ${WORDS[exported.data.format]}`} />
        )}
      </div>
      {exported.isError ? <ProblemNote problem={problemFrom(exported.error)} /> : null}
      {exported.data === undefined ? (
        exported.isError ? null : (
          <Skeleton className="h-48 w-full" />
        )
      ) : (
        <div className="flex max-h-[36rem] rounded-md border border-line">
          <CodeView
            text={exported.data.text}
            label={`The rule as ${WORDS[exported.data.format]}`}
            pretty={false}
          />
        </div>
      )}
      <p className="text-xs text-muted">
        With the rule, its targets and the permissions that let it run them.
      </p>
    </section>
  );
}
