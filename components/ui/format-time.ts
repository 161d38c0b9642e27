export type TimeZoneChoice = 'local' | 'utc';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: TimeZoneChoice, withMs: boolean): Intl.DateTimeFormat {
  const key = `${zone}${withMs}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      ...(withMs ? { fractionalSecondDigits: 3 } : {}),
      ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
    });
    formats.set(key, found);
  }
  return found;
}

function parts(ms: number, zone: TimeZoneChoice, withMs: boolean) {
  const of = new Map(
    format(zone, withMs)
      .formatToParts(ms)
      .map((part) => [part.type, part.value]),
  );
  const date = `${of.get('year')}-${of.get('month')}-${of.get('day')}`;
  const clock = `${of.get('hour')}:${of.get('minute')}:${of.get('second')}`;
  return { date, clock: withMs ? `${clock}.${of.get('fractionalSecond')}` : clock };
}

/** `09:15:01`, or `09:15:01.204`. */
export function formatClock(ms: number, zone: TimeZoneChoice, withMs = false): string {
  return parts(ms, zone, withMs).clock;
}

/** `2026-11-23 09:15:01 UTC`: unambiguous, sortable. */
export function formatDateTime(ms: number, zone: TimeZoneChoice, withMs = false): string {
  const { date, clock } = parts(ms, zone, withMs);
  return zone === 'utc' ? `${date} ${clock} UTC` : `${date} ${clock}`;
}

const AGES = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const;

/** `now`, `8 s ago`, `4 min ago`, `in 20 s`. */
export function formatRelative(ms: number, nowMs: number): string {
  const seconds = Math.round((nowMs - ms) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 2) return 'now';
  const [unit, size] = AGES.find(([, each]) => distance >= each) ?? ['s', 1];
  const text = `${Math.floor(distance / size)} ${unit}`;
  return seconds > 0 ? `${text} ago` : `in ${text}`;
}
