import { createLoader, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server';

export const EVENT_RANGES = ['15m', '1h', '6h', '24h', '7d', '30d', '365d'] as const;
export const EVENT_ORIGINS = ['all', 'published', 'seen', 'failed'] as const;
const EVENT_CAUSED = ['all', 'runs', 'nothing'] as const;

/** The list's whole state as the URL holds it; defaults are left out. */
export const eventSearchParams = {
  bus: parseAsString.withDefault(''),
  origin: parseAsStringLiteral(EVENT_ORIGINS).withDefault('all'),
  caused: parseAsStringLiteral(EVENT_CAUSED).withDefault('all'),
  range: parseAsStringLiteral(EVENT_RANGES).withDefault('24h'),
  q: parseAsString.withDefault(''),
  cursor: parseAsString,
  /** Every bus is shown, not the first few alone. */
  buses: parseAsBoolean.withDefault(false),
  /** The event that is open beside the list. */
  event: parseAsString,
};

export const loadEventSearchParams = createLoader(eventSearchParams);
