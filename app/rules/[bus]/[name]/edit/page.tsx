import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EditRuleView } from '@/components/rules/editor/edit-rule-view';
import { EditorSkeleton } from '@/components/ui/editor-skeleton';
import { ruleOfParams } from '../../../rule-of-params';
import { SeededRule } from '../../../seeded-rule';

export async function generateMetadata({ params }: PageProps<'/rules/[bus]/[name]/edit'>): Promise<Metadata> {
  return { title: `Edit ${ruleOfParams(await params).ruleName}` };
}

export default function EditRulePage({ params }: PageProps<'/rules/[bus]/[name]/edit'>) {
  return (
    <Suspense fallback={<EditorSkeleton />}>
      <EditRule params={params} />
    </Suspense>
  );
}

async function EditRule({ params }: Pick<PageProps<'/rules/[bus]/[name]/edit'>, 'params'>) {
  const rule = ruleOfParams(await params);
  return (
    <SeededRule rule={rule}>
      <EditRuleView rule={rule} />
    </SeededRule>
  );
}
