import { type FloatingAlign, type FloatingSide, placeFloating } from './floating.model';

/** Moves an open popover beside its anchor. */
export function placeElement(
  anchor: Element,
  floating: HTMLElement,
  side: FloatingSide,
  align: FloatingAlign,
): void {
  floating.style.maxHeight = '';
  const place = placeFloating(
    anchor.getBoundingClientRect(),
    { width: floating.offsetWidth, height: floating.offsetHeight },
    { width: document.documentElement.clientWidth, height: window.innerHeight },
    side,
    align,
  );
  floating.style.left = `${place.left}px`;
  floating.style.top = `${place.top}px`;
  floating.style.maxHeight = `${place.maxHeight}px`;
}
