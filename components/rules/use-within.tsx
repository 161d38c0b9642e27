'use client';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Select } from '@/components/ui/select';
import { RANGE_MS, RANGE_WORDS, RULE_RANGES } from './list/rule-search-params';

/** How far back recorded events are tried; in the URL. */
export function useWithin(): { withinMs: number; select: React.ReactNode } {
  const [range, setRange] = useQueryState('within', parseAsStringLiteral(RULE_RANGES).withDefault('24h'));
  return {
    withinMs: RANGE_MS[range],
    select: (
      <Select
        label="Recorded within"
        value={range}
        options={RULE_RANGES.map((value) => ({ value, label: RANGE_WORDS[value] }))}
        onValueChange={(value) => void setRange(value)}
      />
    ),
  };
}
