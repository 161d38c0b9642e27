export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
  /** line number in its own text, from 1 */
  line: number;
}

/** Above this many compared pairs the middle is shown as removed and added as a whole. */
const MOST_PAIRS = 1_000_000;

/** Line by line difference between the original and the edit; the shortest one within MOST_PAIRS. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++;
  const same = (from: number, to: number): DiffLine[] =>
    b.slice(from, to).map((text, i) => ({ kind: 'same', text, line: from + i + 1 }));
  return [
    ...same(0, head),
    ...diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head),
    ...same(b.length - tail, b.length),
  ];
}

function diffMiddle(a: string[], b: string[], offset: number): DiffLine[] {
  const removed = (i: number): DiffLine => ({ kind: 'removed', text: a[i] ?? '', line: offset + i + 1 });
  const added = (j: number): DiffLine => ({ kind: 'added', text: b[j] ?? '', line: offset + j + 1 });
  if (a.length * b.length > MOST_PAIRS) return [...a.map((_, i) => removed(i)), ...b.map((_, j) => added(j))];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: b[j] ?? '', line: offset + j + 1 });
      i++;
      j++;
    } else if (
      j >= b.length ||
      (i < a.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      lines.push(removed(i++));
    } else lines.push(added(j++));
  }
  return lines;
}

/** The changed lines with `around` unchanged ones; a gap is where line numbers jump. */
export function changedLines(lines: readonly DiffLine[], around = 2): DiffLine[] {
  const keep = new Uint8Array(lines.length);
  lines.forEach((line, index) => {
    if (line.kind === 'same') return;
    keep.fill(1, Math.max(0, index - around), Math.min(lines.length, index + around + 1));
  });
  return lines.filter((_, index) => keep[index] === 1);
}
