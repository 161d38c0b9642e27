import 'server-only';
import { cache } from 'react';
import { getHealth } from '@/lib/queries/get-health';

/** The health as it was once in this request: every part of a page says the same. */
export const requestHealth = cache(getHealth);
