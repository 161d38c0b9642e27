'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { problemFrom } from '@/components/live/fetch-json';
import { ExportPanel } from '@/components/ui/export-panel';
import { useExportFormat } from '@/components/ui/use-export-format';
import { conditionExportOptions } from '../conditions-query-options';

/** What the saved version makes of AWS. */
export function ConditionExportPanel({ conditionId }: { conditionId: string }) {
  const [format, setFormat] = useExportFormat();
  const exported = useQuery({
    ...conditionExportOptions(conditionId, format),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <ExportPanel
      what="condition"
      format={format}
      onFormat={(next) => void setFormat(next)}
      exported={exported.data}
      busy={exported.isFetching}
      problem={exported.isError ? problemFrom(exported.error) : null}
    />
  );
}
