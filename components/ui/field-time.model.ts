const pad = (value: number) => String(value).padStart(2, '0');

/** An ISO time as a `datetime-local` field holds it, in the chosen zone; empty where there is none. */
export function toFieldTime(iso: string | null, zone: 'local' | 'utc'): string {
  if (iso === null || Number.isNaN(Date.parse(iso))) return '';
  const at = new Date(iso);
  if (zone === 'utc') return at.toISOString().slice(0, 19);
  const date = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${date}T${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
}

/** The ISO time that a `datetime-local` field means in the chosen zone; null where it means none. */
export function fromFieldTime(text: string, zone: 'local' | 'utc'): string | null {
  if (text === '') return null;
  const at = new Date(zone === 'utc' ? `${text}Z` : text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
