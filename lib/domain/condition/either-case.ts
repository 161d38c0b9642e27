/**
 * A text's characters in either case as the source of a regular expression, as `ignoreCaseTest` has it; `escaped` writes
 * a character in the language at hand. Surrogates have no cases of their own.
 */
export function eitherCaseSource(text: string, escaped: (character: string) => string): string {
  return [...text]
    .map((character) => {
      if (character.length > 1) return escaped(character);
      const lower = escaped(character.toLowerCase());
      const upper = escaped(character.toUpperCase());
      return lower === upper ? lower : `(?:${lower}|${upper})`;
    })
    .join('');
}
