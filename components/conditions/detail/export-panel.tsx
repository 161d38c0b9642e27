'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { problemFrom } from '@/components/live/fetch-json';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { ProblemNote } from '@/components/ui/problem-note';
import { Segmented } from '@/components/ui/segmented';
import { Skeleton } from '@/components/ui/skeleton';
import { EXPORT_FORMATS } from '@/lib/contract/rule';
import { conditionExportOptions } from '../conditions-query-options';

const WORDS: Record<(typeof EXPORT_FORMATS)[number], string> = {
  cli: 'AWS CLI',
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
};

/** What the saved version makes of AWS, in a form that another tool can take. */
export function ExportPanel({ conditionId }: { conditionId: string }) {
  const [format, setFormat] = useQueryState(
    'format',
    parseAsStringLiteral(EXPORT_FORMATS).withDefault('cli'),
  );
  const exported = useQuery({
    ...conditionExportOptions(conditionId, format),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const { data } = exported;
  return (
    <section aria-label="Export" aria-busy={exported.isFetching} className="flex max-w-4xl flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label="Export as"
          value={format}
          options={EXPORT_FORMATS.map((value) => ({ value, label: WORDS[value] }))}
          onValueChange={(value) => void setFormat(value)}
        />
        {data === undefined ? null : (
          <CopyButton text={data.text} what={`the condition as ${WORDS[data.format]}`} />
        )}
      </div>
      {exported.isError ? <ProblemNote problem={problemFrom(exported.error)} /> : null}
      {data === undefined ? (
        exported.isError ? null : (
          <Skeleton className="h-48 w-full" />
        )
      ) : (
        <div className="flex max-h-[36rem] rounded-md border border-line">
          <CodeView text={data.text} label={`The condition as ${WORDS[data.format]}`} pretty={false} />
        </div>
      )}
    </section>
  );
}
