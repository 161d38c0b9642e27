/** What stands in the way of saving, `one` of them being a "field" or an "error"; `otherwise` where nothing does. */
export function faultWords(count: number, one: string, otherwise: string): string {
  if (count === 0) return otherwise;
  return count === 1 ? `One ${one} needs a look.` : `${count} ${one}s need a look.`;
}
