const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const ALL_UNSTORABLE = new RegExp(UNSTORABLE, 'g');

/**
 * Makes a text storable in PostgreSQL: U+0000 becomes U+2400 (␀), a lone surrogate U+FFFD. `altered` says whether
 * anything was replaced; text that is clean is returned as it is.
 */
export function storableText(text: string): { text: string; altered: boolean } {
  if (!UNSTORABLE.test(text)) return { text, altered: false };
  return {
    text: text.replace(ALL_UNSTORABLE, (unstorable) => (unstorable === '\0' ? '\u2400' : '\uFFFD')),
    altered: true,
  };
}
