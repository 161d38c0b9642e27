export const INSPECTOR_TABS = ['overview', 'payload', 'response', 'logs', 'decision', 'raw'] as const;
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

/** What of the page is in its URL; defaults are left out. */
export interface ChainUrl {
  hop: string | null;
  tab: InspectorTab;
  view: 'timeline' | 'table';
}

export function parseChainUrl(search: string): ChainUrl {
  const params = new URLSearchParams(search);
  const tab = params.get('tab');
  return {
    hop: params.get('hop'),
    tab: INSPECTOR_TABS.find((known) => known === tab) ?? 'overview',
    view: params.get('view') === 'table' ? 'table' : 'timeline',
  };
}

/** The query with `url` in it; parameters it does not know stay. */
export function writeChainUrl(search: string, url: ChainUrl): string {
  const params = new URLSearchParams(search);
  const set = (name: string, value: string | null) => {
    if (value === null) params.delete(name);
    else params.set(name, value);
  };
  set('hop', url.hop);
  set('tab', url.tab === 'overview' ? null : url.tab);
  set('view', url.view === 'timeline' ? null : url.view);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
