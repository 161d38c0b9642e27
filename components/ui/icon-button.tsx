'use client';
import type { VariantProps } from 'class-variance-authority';
import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { buttonClass } from './button-class';
import { Tooltip } from './tooltip';

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'title'> &
  VariantProps<typeof buttonClass> & {
    /** The button's name, shown as its tooltip too. */
    label: string;
    /** Keys that do the same, shown in the tooltip. */
    keys?: string;
  };

/** A button that is only an icon: it cannot be made without a name. */
export function IconButton({
  label,
  keys,
  variant = 'ghost',
  size = 'icon',
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label} keys={keys} isName>
      <button
        type="button"
        {...props}
        aria-label={label}
        className={clsx(buttonClass({ variant, size }), className)}
      />
    </Tooltip>
  );
}
