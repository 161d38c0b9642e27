'use client';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { PatternEditor, type PatternView } from '@/components/event-pattern/pattern-editor';
import { eventBusesOptions } from '@/components/live/event-query-options';
import { useProposedPlan } from '@/components/plan/use-proposed-plan';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { ProblemNote } from '@/components/ui/problem-note';
import { SegmentedField } from '@/components/ui/segmented-field';
import { TextField } from '@/components/ui/text-field';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { planRerunRuleAction } from '@/lib/actions/rule-actions';
import type { FunctionSummary } from '@/lib/contract/function';
import { RerunBound } from './rerun-bound';
import {
  compiledRerun,
  judgeDetail,
  onOutcome,
  type RerunDraft,
  rerunDraft,
  rerunInputOf,
  rerunProblems,
} from './rerun-draft.model';
import { RerunPitfalls } from './rerun-pitfalls';

const FIELDS = [
  'responsePayload.done',
  'responsePayload.status',
  'responsePayload.attempt',
  'requestPayload.attempt',
];

/** Runs a function again while its own records meet a condition: destination, rule, permission and target in one plan. */
export function RerunRuleDialog({
  of: { functionName, functionArn },
  onClose,
}: {
  of: Pick<FunctionSummary, 'functionName' | 'functionArn'>;
  onClose: () => void;
}) {
  const busesId = useId();
  const buses = useQuery(eventBusesOptions()).data ?? [];
  const [draft, setDraft] = useState(() => rerunDraft(functionName, 'success', 'default'));
  const [view, setView] = useState<PatternView>('form');
  const [attempted, setAttempted] = useState(false);
  const [accepts, setAccepts] = useState(false);
  const plan = useProposedPlan(planRerunRuleAction, (settled) => {
    if (settled === 'done' || settled === 'running') onClose();
  });
  const change = (more: Partial<RerunDraft>) => setDraft((now) => ({ ...now, ...more }));
  const input = useMemo(() => rerunInputOf(functionName, draft, accepts), [functionName, draft, accepts]);
  const compiled = useMemo(() => compiledRerun(functionArn, input), [functionArn, input]);
  const problems = rerunProblems(input, compiled);
  const refused = plan.problem;
  const at = (field: string, value: string) =>
    value === '' && !attempted
      ? null
      : (problems.get(field) ?? (refused?.field === field ? refused.message : null));
  const endless = compiled.ok && !compiled.bounded;
  const submit = () => {
    setAttempted(true);
    if (problems.size === 0 && compiled.ok && (!endless || accepts) && !plan.busy) plan.propose(input);
  };
  useHotkeys({ 'mod+Enter': submit }, { enabled: plan.dialog === null, inDialogs: true });
  return (
    <>
      <Dialog
        open
        holdsWork
        onOpenChange={onClose}
        title={`Run ${functionName} again by destination`}
        description="Lambda sends a record of each asynchronous run to a bus; a rule over that record runs the function again. Its code stays as it is."
        size="lg"
        footer={
          <>
            <p className="mr-auto text-xs text-muted">Shows the exact calls first; nothing is changed yet.</p>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" busy={plan.busy} disabled={endless && !accepts} onClick={submit}>
              Plan the change
              <Kbd className="border-transparent bg-transparent text-on-accent">⌘/Ctrl Enter</Kbd>
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-5 p-4">
          <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
            <SegmentedField
              label="Run again after"
              value={draft.on}
              options={[
                { value: 'success', label: 'a success' },
                { value: 'failure', label: 'a failure' },
              ]}
              onValueChange={(on) => change(onOutcome(functionName, draft, on))}
            />
            <SegmentedField
              label="The next run is given"
              value={draft.nextInput}
              options={[
                { value: 'response', label: 'its answer' },
                { value: 'request', label: 'the same input' },
              ]}
              onValueChange={(nextInput) => change({ nextInput })}
            />
            <TextField
              label="Event bus"
              value={draft.eventBusName}
              onChange={(eventBusName) => change({ eventBusName })}
              problem={at('eventBusName', draft.eventBusName)}
              list={busesId}
              mono
            />
            <TextField
              label="Rule name"
              value={draft.ruleName}
              onChange={(ruleName) => change({ ruleName })}
              problem={at('ruleName', draft.ruleName)}
              mono
            />
            <datalist id={busesId}>
              {buses.map((bus) => (
                <option key={bus.eventBusName} value={bus.eventBusName} />
              ))}
            </datalist>
          </div>
          <section aria-labelledby="rerun-condition">
            <h3 id="rerun-condition" className="mb-1 font-semibold">
              While
            </h3>
            <PatternEditor
              value={draft.detailPattern}
              onChange={(detailPattern) => change({ detailPattern })}
              view={view}
              onView={setView}
              fields={FIELDS}
              problem={refused?.field === 'detailPattern' ? refused.message : null}
              judge={(text) =>
                judgeDetail(text, compiledRerun(functionArn, { ...input, detailPattern: text }))
              }
              whole={compiled.ok ? compiled.eventPattern : draft.detailPattern}
            />
          </section>
          <RerunBound draft={draft} onChange={change} at={at} />
          <RerunPitfalls draft={draft} functionName={functionName} />
          {endless ? (
            <label className="flex min-h-6 items-start gap-2 rounded-md bg-failed-soft px-3 py-2 text-failed">
              <input
                type="checkbox"
                checked={accepts}
                onChange={(event) => setAccepts(event.target.checked)}
                className="mt-0.5 size-4 accent-accent"
              />
              <span>
                Nothing would end this re-run: each run causes the next until the rule is disabled, and AWS’s
                recursion guard does not see it. I know that and want it.
              </span>
            </label>
          ) : null}
          {refused === null ? null : <ProblemNote problem={refused} />}
        </div>
      </Dialog>
      {plan.dialog}
    </>
  );
}
