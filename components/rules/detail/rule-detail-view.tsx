'use client';
import { useQuery } from '@tanstack/react-query';
import { ListFilter } from 'lucide-react';
import { ReadView } from '@/components/live/read-view';
import { DetailSkeleton } from '@/components/ui/detail-skeleton';
import { NothingHere } from '@/components/ui/nothing-here';
import { PageTabs } from '@/components/ui/page-tabs';
import type { RuleRef } from '@/lib/contract/rule';
import { ruleDetailOptions } from '../rules-query-options';
import { RuleEvents } from './rule-events';
import { RuleExportPanel } from './rule-export-panel';
import { RuleHeader } from './rule-header';
import { RuleOverview } from './rule-overview';

/** One rule: what it matches, what it runs, what is wrong with it, and the acts on it. */
export function RuleDetailView({ rule }: { rule: RuleRef }) {
  const query = useQuery(ruleDetailOptions(rule));
  return (
    <ReadView
      reading={query}
      one="the rule"
      skeleton={<RuleDetailSkeleton />}
      unknown={() => <UnknownRule rule={rule} />}
    >
      {(read) => (
        <>
          <RuleHeader rule={read} />
          <PageTabs
            label="Of this rule"
            idPrefix="rule"
            tabs={[
              { id: 'overview', label: 'Overview', panel: <RuleOverview rule={read} /> },
              { id: 'events', label: 'Matching events', panel: <RuleEvents rule={read} /> },
              { id: 'export', label: 'Export', panel: <RuleExportPanel rule={read} /> },
            ]}
          />
        </>
      )}
    </ReadView>
  );
}

function UnknownRule({ rule }: { rule: RuleRef }) {
  return (
    <NothingHere
      icon={ListFilter}
      title="There is no such rule"
      ways={[
        { href: '/rules', label: 'All rules' },
        { href: '/rules/new', label: 'New rule' },
      ]}
    >
      <p>
        <code className="break-all">{rule.ruleName}</code> is not on bus{' '}
        <code className="break-all">{rule.eventBusName}</code> in this account and region, or was deleted.
      </p>
    </NothingHere>
  );
}

export function RuleDetailSkeleton() {
  return <DetailSkeleton one="the rule" />;
}
