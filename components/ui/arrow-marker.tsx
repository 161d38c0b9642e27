/** The head of an SVG arrow, `size` wide; a path takes it as `marker-end`. */
export function ArrowMarker({ id, size, className }: { id: string; size: number; className: string }) {
  return (
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerUnits="userSpaceOnUse"
      markerWidth={size}
      markerHeight={size}
      orient="auto-start-reverse"
    >
      <path d="M0 0L8 4L0 8Z" className={className} />
    </marker>
  );
}
