import type { VariantProps } from 'class-variance-authority';
import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { buttonClass } from './button-class';

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonClass> & {
    /** Something is under way: shows a spinner, keeps the width, refuses clicks. */
    busy?: boolean;
  };

export function Button({
  variant,
  size,
  busy = false,
  disabled,
  className,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={clsx(buttonClass({ variant, size }), className)}
    >
      {busy ? <LoaderCircle aria-hidden className="size-3.5 motion-safe:animate-spin" /> : null}
      {children}
    </button>
  );
}
