const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** `84 ms`, `4.1 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`: the two largest units. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < 999.5) return ms < 10 && !Number.isInteger(ms) ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000) * 1000;
  const first = UNITS.findIndex(([, unitMs]) => seconds >= unitMs);
  const [name, unitMs] = UNITS[first] ?? UNITS[3];
  const next = UNITS[first + 1];
  const whole = Math.floor(seconds / unitMs);
  if (next === undefined) return `${whole} ${name}`;
  return `${whole} ${name} ${Math.floor((seconds % unitMs) / next[1])} ${next[0]}`;
}
