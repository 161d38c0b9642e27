import type { ReactNode } from 'react';
import { Segmented } from './segmented';

/** Whether what is run belongs to the chain of a hop; `children` say what the choice means. */
export function ChainChoice({
  continues,
  onContinues,
  children,
}: {
  continues: boolean;
  onContinues: (continues: boolean) => void;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Segmented
        label="Chain"
        value={continues ? 'continue' : 'new'}
        options={[
          { value: 'continue', label: 'Continue the chain' },
          { value: 'new', label: 'Start a chain' },
        ]}
        onValueChange={(value) => onContinues(value === 'continue')}
      />
      <p className="text-xs text-muted">{children}</p>
    </div>
  );
}
