const INPUT_LIMIT_CHARACTERS = 8192;

/** How long an input or template is of how much. */
export function inputSizeWords(text: string): { words: string; tooLarge: boolean } {
  const limit = INPUT_LIMIT_CHARACTERS.toLocaleString('en-US');
  return {
    words: `${text.length.toLocaleString('en-US')} of ${limit} characters`,
    tooLarge: text.length > INPUT_LIMIT_CHARACTERS,
  };
}
