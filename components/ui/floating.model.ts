export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}
export type FloatingSide = 'top' | 'bottom';
export type FloatingAlign = 'start' | 'center' | 'end';

const EDGE_PX = 8;
const GAP_PX = 6;

/** Where a floating box goes: at the wished side if it fits there, else at the roomier one, inside the viewport. */
export function placeFloating(
  anchor: Box,
  floating: { width: number; height: number },
  viewport: { width: number; height: number },
  side: FloatingSide,
  align: FloatingAlign,
): { left: number; top: number; maxHeight: number } {
  const roomAbove = anchor.top - GAP_PX - EDGE_PX;
  const roomBelow = viewport.height - (anchor.top + anchor.height) - GAP_PX - EDGE_PX;
  const wishedRoom = side === 'top' ? roomAbove : roomBelow;
  const otherRoom = side === 'top' ? roomBelow : roomAbove;
  const flip = floating.height > wishedRoom && otherRoom > wishedRoom;
  const above = (side === 'top') !== flip;
  const maxHeight = Math.max(0, above ? roomAbove : roomBelow);
  const height = Math.min(floating.height, maxHeight);
  const wishedLeft = {
    start: anchor.left,
    center: anchor.left + anchor.width / 2 - floating.width / 2,
    end: anchor.left + anchor.width - floating.width,
  }[align];
  const lastLeft = Math.max(EDGE_PX, viewport.width - floating.width - EDGE_PX);
  return {
    left: Math.min(Math.max(EDGE_PX, wishedLeft), lastLeft),
    top: above ? anchor.top - GAP_PX - height : anchor.top + anchor.height + GAP_PX,
    maxHeight,
  };
}
