import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { HOWS } from '@/lib/contract/condition';
import { CONDITION_VIEWS } from './condition-list.model';

/** The list's whole state as the URL holds it; defaults are left out. */
export const conditionSearchParams = {
  view: parseAsStringLiteral(CONDITION_VIEWS).withDefault('all'),
  how: parseAsStringLiteral(['', ...HOWS] as const).withDefault(''),
  q: parseAsString.withDefault(''),
};
