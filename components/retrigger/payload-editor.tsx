'use client';
import { useState } from 'react';
import { JsonEditor } from '@/components/ui/json-editor';
import { formatBytes, type PayloadCheck, payloadProblem } from './payload-check.model';

/** A payload as it is sent, with what is wrong with it; an empty one is not complained of before it was touched. */
export function PayloadEditor({
  value,
  onChange,
  check,
  problem,
}: {
  value: string;
  onChange: (text: string) => void;
  check: PayloadCheck;
  /** what the server said about this field */
  problem: string | null;
}) {
  const [touched, setTouched] = useState(false);
  const own = check.empty && !touched ? null : payloadProblem(check);
  return (
    <JsonEditor
      label="Payload, JSON"
      autoFocus
      value={value}
      onChange={(text) => {
        setTouched(true);
        onChange(text);
      }}
      said={problem ?? own}
      fault={problem === null ? check.syntax : null}
      size={`${formatBytes(check.bytes)} of ${formatBytes(check.limitBytes)}`}
      tooLarge={check.tooLarge}
    />
  );
}
