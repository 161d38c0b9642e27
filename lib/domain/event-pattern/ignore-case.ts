/**
 * A test that takes each character in either case, the whole text, its start or its end. Cases are those of the single
 * characters, as EventBridge's matcher takes them.
 */
export function ignoreCaseTest(text: string, where: 'whole' | 'start' | 'end'): (value: string) => boolean {
  const source = text.split('').map(eitherCase).join('');
  const start = where === 'end' ? '' : '^';
  const end = where === 'start' ? '' : '$';
  const expression = new RegExp(`${start}${source}${end}`);
  return (value) => expression.test(value);
}

function eitherCase(character: string): string {
  const lower = escaped(character.toLowerCase());
  const upper = escaped(character.toUpperCase());
  return lower === upper ? lower : `(?:${lower}|${upper})`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
