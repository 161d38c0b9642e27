import { cva } from 'class-variance-authority';

/** The look of a button, for links that act like one as well. */
export const buttonClass = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none disabled:opacity-50 aria-disabled:opacity-50',
  {
    variants: {
      variant: {
        secondary: 'border-line-control/60 bg-raised text-text enabled:hover:bg-hover',
        primary: 'border-accent bg-accent text-on-accent enabled:hover:bg-accent-hover',
        ghost: 'border-transparent bg-transparent text-muted enabled:hover:bg-hover enabled:hover:text-text',
        danger: 'border-failed/50 bg-raised text-failed enabled:hover:bg-failed-soft',
      },
      size: { sm: 'h-6 px-2 text-xs', md: 'h-7 px-2.5', icon: 'size-7', 'icon-sm': 'size-6' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);
