'use client';
import { FilterBar } from '@/components/ui/filter-bar';
import { SearchField } from '@/components/ui/search-field';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import type { RuleSummary } from '@/lib/contract/rule';
import { RULE_SORTS, type RuleSort, type RuleView, ruleViewCounts } from './rule-list.model';
import { RANGE_WORDS, RULE_RANGES, type RuleRange } from './rule-search-params';

const SORT_WORDS: Record<RuleSort, string> = {
  problems: 'Problems first',
  name: 'By name',
  matched: 'Last match first',
  hops: 'Most hops first',
};

export function RuleFilterBar({
  rules,
  filters,
  onChange,
}: {
  rules: readonly RuleSummary[];
  filters: { view: RuleView; bus: string; q: string; range: RuleRange; sort: RuleSort };
  onChange: (
    change: Partial<{ view: RuleView; bus: string; q: string; range: RuleRange; sort: RuleSort }>,
  ) => void;
}) {
  const counts = ruleViewCounts(rules, filters.bus);
  const buses = [
    ...new Set([...(filters.bus === '' ? [] : [filters.bus]), ...rules.map((rule) => rule.eventBusName)]),
  ].sort();
  return (
    <FilterBar>
      <Segmented
        label="Which rules"
        value={filters.view}
        options={[
          { value: 'all', label: 'All', note: counts.all },
          { value: 'enabled', label: 'Enabled', note: counts.enabled },
          { value: 'disabled', label: 'Disabled', note: counts.disabled },
          { value: 'problems', label: 'Problems', note: counts.problems },
        ]}
        onValueChange={(view) => onChange({ view })}
      />
      <SearchField
        label="Search rules by name, bus, pattern or target"
        placeholder="Name, pattern, target"
        value={filters.q}
        onChange={(q) => onChange({ q })}
      />
      <Select
        label="Bus"
        value={filters.bus}
        options={[{ value: '', label: 'All buses' }, ...buses.map((bus) => ({ value: bus, label: bus }))]}
        onValueChange={(bus) => onChange({ bus })}
      />
      <Select
        label="Hops caused and last match within"
        value={filters.range}
        options={RULE_RANGES.map((value) => ({ value, label: RANGE_WORDS[value] }))}
        onValueChange={(range) => onChange({ range })}
      />
      <Select
        label="Order"
        value={filters.sort}
        options={RULE_SORTS.map((value) => ({ value, label: SORT_WORDS[value] }))}
        onValueChange={(sort) => onChange({ sort })}
      />
    </FilterBar>
  );
}
