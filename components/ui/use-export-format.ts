'use client';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { EXPORT_FORMATS } from '@/lib/contract/rule';

/** The form that something is exported in, as the address holds it. */
export function useExportFormat() {
  return useQueryState('format', parseAsStringLiteral(EXPORT_FORMATS).withDefault('cli'));
}
