import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { type StatusTone, TONE_SOFT } from './status-look';

/** Icon and word on a tinted ground; `children` add to the word. */
export function ToneBadge({
  look: { icon: Icon, word, tone, says },
  spins = false,
  className,
  children,
}: {
  look: { icon: LucideIcon; word: string; tone: StatusTone; says?: string };
  spins?: boolean;
  className?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <span
      title={says}
      className={clsx(
        'inline-flex h-5 items-center gap-1 rounded-sm pr-1.5 pl-1 text-xs font-medium whitespace-nowrap',
        TONE_SOFT[tone],
        className,
      )}
    >
      <Icon aria-hidden className={clsx('size-3.5', spins && 'motion-safe:animate-spin')} />
      {word}
      {children}
    </span>
  );
}
