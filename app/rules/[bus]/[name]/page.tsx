import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RuleDetailSkeleton, RuleDetailView } from '@/components/rules/detail/rule-detail-view';
import { ruleOfParams } from '../../rule-of-params';
import { SeededRule } from '../../seeded-rule';

export async function generateMetadata({ params }: PageProps<'/rules/[bus]/[name]'>): Promise<Metadata> {
  return { title: ruleOfParams(await params).ruleName };
}

export default function RulePage({ params }: PageProps<'/rules/[bus]/[name]'>) {
  return (
    <Suspense fallback={<RuleDetailSkeleton />}>
      <Rule params={params} />
    </Suspense>
  );
}

async function Rule({ params }: Pick<PageProps<'/rules/[bus]/[name]'>, 'params'>) {
  const rule = ruleOfParams(await params);
  return (
    <SeededRule rule={rule}>
      <RuleDetailView rule={rule} />
    </SeededRule>
  );
}
