'use client';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { eventBusesOptions } from '@/components/live/event-query-options';
import { SegmentedField } from '@/components/ui/segmented-field';
import { TextField } from '@/components/ui/text-field';
import type { RuleEditorState } from './use-rule-editor';

/** Bus, name, description and state; bus and name are the rule's identity and stay when it is edited. */
export function RuleFields({
  editor: { draft, change, problemAt },
  fixed,
}: {
  editor: RuleEditorState;
  fixed: boolean;
}) {
  const busesId = useId();
  const buses = useQuery(eventBusesOptions());
  const known = buses.data?.map((bus) => bus.eventBusName) ?? [];
  const unknownBus =
    !fixed && buses.data !== undefined && draft.eventBusName !== '' && !known.includes(draft.eventBusName)
      ? 'There is no such bus in this account and region.'
      : null;
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
      <TextField
        label="Name"
        value={draft.ruleName}
        onChange={(ruleName) => change({ ruleName })}
        problem={problemAt('ruleName', draft.ruleName)}
        readOnly={fixed}
        mono
      />
      <TextField
        label="Event bus"
        value={draft.eventBusName}
        onChange={(eventBusName) => change({ eventBusName })}
        problem={problemAt('eventBusName', draft.eventBusName) ?? unknownBus}
        readOnly={fixed}
        list={busesId}
        mono
      />
      <datalist id={busesId}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextField
        label="Description"
        value={draft.description}
        onChange={(description) => change({ description })}
        problem={problemAt('description', draft.description)}
      />
      <SegmentedField
        label="State once saved"
        value={draft.state}
        options={[
          { value: 'ENABLED', label: 'Enabled' },
          { value: 'DISABLED', label: 'Disabled' },
        ]}
        onValueChange={(state) => change({ state })}
      />
    </div>
  );
}
