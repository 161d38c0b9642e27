/** Moves the focus to the next or previous row of the list on screen: to the `data-row-link` in it. */
export function moveRow(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')].filter((link) =>
    link.checkVisibility(),
  );
  const at = links.findIndex((link) => link.matches(':focus'));
  const next = links[at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
