import { AppError } from '../../domain/app-error.ts';

/** Where a keyset page ended: the last row's time and ID. */
export interface KeysetCursor {
  at: Date;
  id: string;
}

export function encodeCursor({ at, id }: KeysetCursor): string {
  return Buffer.from(`${at.getTime()}:${id}`).toString('base64url');
}

/** Throws AppError `invalid-input` on `cursor` when this store did not make it. */
export function decodeCursor(cursor: string | null): KeysetCursor | null {
  if (cursor === null) return null;
  const match = /^(-?\d{1,15}):([\x21-\x7e]{1,300})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new AppError('invalid-input', 'This cursor was not made by this list.', {
      field: 'cursor',
      nextStep: 'Start again without a cursor.',
    });
  }
  return { at: new Date(Number(match[1])), id: match[2] };
}
