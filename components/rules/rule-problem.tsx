import { CircleAlert, Info, Repeat } from 'lucide-react';
import type { RuleSummary } from '@/lib/contract/rule';

type Problem = RuleSummary['problems'][number];

const WORD: Record<Problem['code'], string> = {
  'no-target': 'no target',
  'not-permitted': 'not permitted',
  disabled: 'disabled',
  'missing-function': 'function missing',
  'missing-queue': 'queue missing',
  'feeds-itself': 'feeds itself',
  'pattern-invalid': 'pattern invalid',
  'concurrency-zero': 'concurrency 0',
};

/** Icon and word; its sentence in the title. */
export function RuleProblemWord({ problem }: { problem: Problem }) {
  return (
    <span
      title={[problem.message, problem.nextStep].filter((line) => line !== null).join('\n')}
      className={`inline-flex items-center gap-1 whitespace-nowrap ${problem.severity === 'problem' ? 'text-failed' : 'text-muted'}`}
    >
      <ProblemIcon problem={problem} />
      {WORD[problem.code]}
    </span>
  );
}

/** What is wrong and what to do, in sentences. */
export function RuleProblems({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className="border-t border-line">
      {problems.map((problem) => (
        <li key={problem.code + problem.message} className="flex items-start gap-2 border-b border-line py-2">
          <span className={`mt-0.5 ${problem.severity === 'problem' ? 'text-failed' : 'text-muted'}`}>
            <ProblemIcon problem={problem} />
          </span>
          <div className="min-w-0 break-words">
            <span className="sr-only">{problem.severity}: </span>
            {problem.message}
            {problem.nextStep === null ? null : <span className="text-muted"> {problem.nextStep}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function ProblemIcon({ problem }: { problem: Problem }) {
  const Icon = problem.code === 'feeds-itself' ? Repeat : problem.severity === 'problem' ? CircleAlert : Info;
  return <Icon aria-hidden className="size-3.5 shrink-0" />;
}
