'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { problemFrom } from '@/components/live/fetch-json';
import { ExportPanel } from '@/components/ui/export-panel';
import { useExportFormat } from '@/components/ui/use-export-format';
import type { RuleRef } from '@/lib/contract/rule';
import { ruleExportOptions } from '../rules-query-options';

/** The rule, its targets and its permissions in a form that another tool can take. */
export function RuleExportPanel({ rule }: { rule: RuleRef }) {
  const [format, setFormat] = useExportFormat();
  const exported = useQuery({ ...ruleExportOptions(rule, format), placeholderData: keepPreviousData });
  return (
    <ExportPanel
      what="rule"
      format={format}
      onFormat={(next) => void setFormat(next)}
      exported={exported.data}
      busy={exported.isFetching}
      problem={exported.isError ? problemFrom(exported.error) : null}
    >
      <p className="text-xs text-muted">
        With the rule, its targets and the permissions that let it run them.
      </p>
    </ExportPanel>
  );
}
