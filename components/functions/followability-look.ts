import { Eye, EyeOff, Footprints, Link, type LucideIcon } from 'lucide-react';
import type { StatusTone } from '@/components/ui/status-look';
import type { FunctionSummary } from '@/lib/contract/function';

export const FOLLOWABILITY_LOOK: Record<
  FunctionSummary['followability'],
  { word: string; says: string; tone: StatusTone; icon: LucideIcon }
> = {
  exact: {
    word: 'Exact',
    says: 'It prints the marker: every hop is linked exactly to the one that caused it.',
    tone: 'succeeded',
    icon: Link,
  },
  trace: {
    word: 'By trace',
    says: 'Hops share a trace ID. Which hop caused which is exact only where one was running.',
    tone: 'succeeded',
    icon: Footprints,
  },
  'single-runs': {
    word: 'Single runs',
    says: 'Runs and Lambda’s own retries are seen, but nothing links one run to the next.',
    tone: 'waiting',
    icon: Eye,
  },
  blind: {
    word: 'Blind',
    says: 'Runs that succeed leave no line in the log: chains have holes.',
    tone: 'failed',
    icon: EyeOff,
  },
};
