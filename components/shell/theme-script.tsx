// Runs before the first paint, so that a chosen theme never flashes. React would escape quotes and angle brackets.
const APPLY_THEME =
  'try{let t=localStorage.getItem(`reprise.theme`);if(t===`light`||t===`dark`)document.documentElement.dataset.theme=t}catch{}';

export function ThemeScript() {
  return <script>{APPLY_THEME}</script>;
}
