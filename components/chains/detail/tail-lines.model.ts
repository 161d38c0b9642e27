export interface TailLine {
  level: string | null;
  text: string;
  /** written by the runtime, or a marker: quiet */
  system: boolean;
  bad: boolean;
}

/** `<time>\t<request ID>\t<LEVEL>\t`, which the Node runtime writes before every line in text format */
const RUNTIME_PREFIX = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t[0-9a-f-]{36}\t([A-Z]+)\t/;
const SYSTEM = /^(START|END|REPORT|INIT_START|XRAY)\b|^\{"time":"[^"]*","type":"platform\./;
const BAD = /^(ERROR|FATAL)$/;
const BAD_TEXT = /\bTask timed out after\b|\bRuntime exited\b|^\[ERROR\]/;

/** The lines of a stored tail for a first look: without the runtime's prefix and without blank lines. */
export function tailLines(tail: string): TailLine[] {
  const lines: TailLine[] = [];
  for (const raw of tail.split('\n')) {
    if (raw.trim() === '') continue;
    const prefix = RUNTIME_PREFIX.exec(raw);
    const level = prefix?.[1] ?? null;
    const text = prefix === null ? raw : raw.slice(prefix[0].length);
    const bad = (level !== null && BAD.test(level)) || BAD_TEXT.test(text);
    const marker = text.startsWith('{"rerun":');
    lines.push({ level, text, system: marker || (prefix === null && SYSTEM.test(raw)), bad });
  }
  return lines;
}
