'use client';
import { FilterBar } from '@/components/ui/filter-bar';
import { HOW_WORDS } from '@/components/ui/how-look';
import { SearchField } from '@/components/ui/search-field';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { type ConditionSummary, HOWS } from '@/lib/contract/condition';
import { type ConditionFilters, type ConditionView, conditionViewCounts } from './condition-list.model';

interface Filters {
  view: ConditionView;
  how: ConditionFilters['how'];
  q: string;
}

export function ConditionFilterBar({
  conditions,
  filters,
  onChange,
}: {
  conditions: readonly ConditionSummary[];
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}) {
  const counts = conditionViewCounts(conditions);
  return (
    <FilterBar>
      <Segmented
        label="Which conditions"
        value={filters.view}
        options={[
          { value: 'all', label: 'All', note: counts.all },
          { value: 'inForce', label: 'In force', note: counts.inForce },
          { value: 'attention', label: 'To look at', note: counts.attention },
          { value: 'draft', label: 'Drafts', note: counts.draft },
        ]}
        onValueChange={(view) => onChange({ view })}
      />
      <SearchField
        label="Search conditions by name, function or pattern"
        placeholder="Name, function, when"
        value={filters.q}
        onChange={(q) => onChange({ q })}
      />
      <Select
        label="Way"
        value={filters.how}
        options={[
          { value: '', label: 'All ways' },
          ...HOWS.map((how) => ({ value: how, label: HOW_WORDS[how] })),
        ]}
        onValueChange={(how) => onChange({ how })}
      />
    </FilterBar>
  );
}
