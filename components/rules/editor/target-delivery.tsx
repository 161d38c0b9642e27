'use client';
import { TextField } from '@/components/ui/text-field';
import type { TargetDraft } from './rule-draft.model';

/** Retry policy, dead-letter queue, role and ID: what most targets leave as AWS sets it. */
export function TargetDelivery({
  target,
  at,
  onChange,
}: {
  target: TargetDraft;
  at: (field: string, value: string) => string | null;
  onChange: (target: TargetDraft) => void;
}) {
  const fields = [
    at('retryPolicy.maximumRetryAttempts', target.retries),
    at('retryPolicy.maximumEventAgeInSeconds', target.ageSeconds),
    at('deadLetterQueueArn', target.deadLetterQueueArn),
    at('roleArn', target.roleArn),
    at('id', target.id || ' '),
  ] as const;
  const used = [target.retries, target.ageSeconds, target.deadLetterQueueArn, target.roleArn].some(
    (value) => value !== '',
  );
  return (
    <details className="mt-3" open={used || fields.some((problem) => problem !== null) ? true : undefined}>
      <summary className="min-h-6 w-fit text-xs leading-6 text-muted">
        Retries, dead letters, role
        {used ? '' : ': as AWS sets them'}
      </summary>
      <div className="mt-2 grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <TextField
          label="Delivery attempts after the first, 0 to 185"
          value={target.retries}
          onChange={(retries) => onChange({ ...target, retries })}
          problem={fields[0]}
          inputMode="numeric"
          placeholder="185"
        />
        <TextField
          label="Tried for at most, seconds, 60 to 86400"
          value={target.ageSeconds}
          onChange={(ageSeconds) => onChange({ ...target, ageSeconds })}
          problem={fields[1]}
          inputMode="numeric"
          placeholder="86400"
        />
        <TextField
          label="Dead-letter queue, ARN"
          value={target.deadLetterQueueArn}
          onChange={(deadLetterQueueArn) => onChange({ ...target, deadLetterQueueArn })}
          problem={fields[2]}
          hint="Keeps events that could not be delivered. A failing handler is retried by Lambda, not by the rule."
          mono
        />
        <TextField
          label="Role, ARN"
          value={target.roleArn}
          onChange={(roleArn) => onChange({ ...target, roleArn })}
          problem={fields[3]}
          hint="Needed for state machines and buses; functions are permitted by their policy."
          mono
        />
        <TextField
          label="Target ID"
          value={target.id}
          onChange={(id) => onChange({ ...target, id })}
          problem={fields[4]}
          mono
        />
      </div>
    </details>
  );
}
