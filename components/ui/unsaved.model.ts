/** Whether two drafts say the same: what was typed and taken back again is no change. Both are plain JSON. */
export function sameDraft<Draft>(one: Draft, other: Draft): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Whether following a link takes the page away; addresses of the same page, and other tabs, leave it as it is. */
export function leavesPage(
  link: { href: string; target: string; download: string | null },
  here: string,
): boolean {
  if (link.download !== null || (link.target !== '' && link.target !== '_self')) return false;
  const to = new URL(link.href, here);
  const from = new URL(here);
  // another site unloads the page, which the browser asks about itself
  return to.origin === from.origin && to.pathname !== from.pathname;
}
