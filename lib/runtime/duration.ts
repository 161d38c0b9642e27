const UNITS_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `1h`, `30m`, `2d` in ms; the settings' schema has checked the form. */
export function durationMs(text: string): number {
  return Number.parseInt(text, 10) * (UNITS_MS[text.slice(-1)] ?? 0);
}
