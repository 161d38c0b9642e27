import clsx from 'clsx';
import { TONE_SOFT, TONE_TEXT } from '@/components/ui/status-look';
import type { EXECUTION_LOOK, VISIT_LOOK } from './visit-look';

type Look = (typeof EXECUTION_LOOK)['RUNNING'] | (typeof VISIT_LOOK)['running'];

/** Status of an execution or a visit: icon and word; `plain` without the tinted ground, for rows. */
export function LookBadge({ look, plain = false }: { look: Look; plain?: boolean }) {
  const { icon: Icon, tone, word } = look;
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 whitespace-nowrap',
        plain ? TONE_TEXT[tone] : ['h-5 rounded-sm pr-1.5 pl-1 text-xs font-medium', TONE_SOFT[tone]],
      )}
    >
      <Icon
        aria-hidden
        className={clsx('size-3.5 shrink-0', word === 'Running' && 'motion-safe:animate-spin')}
      />
      {word}
    </span>
  );
}
