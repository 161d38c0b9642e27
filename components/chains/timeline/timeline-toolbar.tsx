'use client';
import {
  FoldHorizontal,
  ListTree,
  Maximize,
  ScanLine,
  Table2,
  UnfoldHorizontal,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';

export interface TimelineActs {
  zoomIn: () => void;
  zoomOut: () => void;
  zoomAll: () => void;
  fitRows: () => void;
  foldAll: () => void;
  openAll: () => void;
}

/** What can be done to the picture; every act has its key too. */
export function TimelineToolbar({
  acts,
  zoomed,
  folded,
  hasFolds,
  narrow,
}: {
  acts: TimelineActs;
  zoomed: boolean;
  folded: boolean;
  hasFolds: boolean;
  /** without the zoom buttons: the minimap's handles do the same */
  narrow: boolean;
}) {
  return (
    <div role="toolbar" aria-label="Timeline" className="flex items-center">
      {narrow ? null : (
        <>
          <IconButton size="icon-sm" label="Zoom in" keys="+" onClick={acts.zoomIn}>
            <ZoomIn aria-hidden className="size-3.5" />
          </IconButton>
          <IconButton size="icon-sm" label="Zoom out" keys="-" disabled={!zoomed} onClick={acts.zoomOut}>
            <ZoomOut aria-hidden className="size-3.5" />
          </IconButton>
        </>
      )}
      <IconButton size="icon-sm" label="Fit the rows on screen" keys="f" onClick={acts.fitRows}>
        <ScanLine aria-hidden className="size-3.5" />
      </IconButton>
      <IconButton
        size="icon-sm"
        label="Show the whole chain"
        keys="0"
        disabled={!zoomed}
        onClick={acts.zoomAll}
      >
        <Maximize aria-hidden className="size-3.5" />
      </IconButton>
      {hasFolds ? (
        <IconButton
          size="icon-sm"
          label={folded ? 'Show idle time at its length' : 'Fold idle time'}
          keys={folded ? ']' : '['}
          onClick={folded ? acts.openAll : acts.foldAll}
        >
          {folded ? (
            <UnfoldHorizontal aria-hidden className="size-3.5" />
          ) : (
            <FoldHorizontal aria-hidden className="size-3.5" />
          )}
        </IconButton>
      ) : null}
    </div>
  );
}

/** Timeline or the same as a table. */
export function ViewSwitch({
  view,
  onView,
}: {
  view: 'timeline' | 'table';
  onView: (view: 'timeline' | 'table') => void;
}) {
  const other = view === 'timeline' ? 'table' : 'timeline';
  return (
    <IconButton size="icon-sm" label={`Show as ${other}`} keys="v" onClick={() => onView(other)}>
      {view === 'timeline' ? (
        <Table2 aria-hidden className="size-3.5" />
      ) : (
        <ListTree aria-hidden className="size-3.5" />
      )}
    </IconButton>
  );
}
