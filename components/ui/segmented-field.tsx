import type { ComponentProps } from 'react';
import { Segmented } from './segmented';

/** A choice of few with its label over it. */
export function SegmentedField<V extends string>(props: ComponentProps<typeof Segmented<V>>) {
  return (
    <div>
      <p className="mb-0.5 text-xs text-muted">{props.label}</p>
      <Segmented {...props} />
    </div>
  );
}
