import { Play } from 'lucide-react';
import { READ_ONLY_WORDS } from '@/components/live/use-read-only';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';

/** Opens a dialog that runs something; `keys` is what the page binds to the same. */
export function RunButton({
  readOnly,
  disabled = readOnly,
  keys,
  onOpen,
  children,
}: {
  readOnly: boolean;
  disabled?: boolean;
  keys: string;
  onOpen: () => void;
  children: string;
}) {
  return (
    <Button
      variant="primary"
      aria-haspopup="dialog"
      disabled={disabled}
      title={readOnly ? READ_ONLY_WORDS : undefined}
      onClick={onOpen}
    >
      <Play aria-hidden className="size-3.5" />
      {children}
      <Kbd className="border-on-accent/40 bg-transparent text-on-accent">{keys}</Kbd>
    </Button>
  );
}
