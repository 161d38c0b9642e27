const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['min', 60],
] as const;

/** `14 min`, `2 hours`, `1.5 s`: a length of time in its largest whole unit, or its two largest. */
export function durationWords(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds * 1000) / 1000} s`;
  const whole = Math.round(seconds);
  for (const [index, [unit, size]] of UNITS.entries()) {
    if (whole < size) continue;
    const count = Math.floor(whole / size);
    const rest = whole - count * size;
    const smaller = UNITS[index + 1] ?? (['s', 1] as const);
    const restCount = Math.floor(rest / smaller[1]);
    return restCount === 0
      ? counted(count, unit)
      : `${counted(count, unit)} ${counted(restCount, smaller[0])}`;
  }
  return `${whole} s`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count > 1 && unit !== 'min' && unit !== 's' ? 's' : ''}`;
}
