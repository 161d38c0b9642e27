import { escapeXml } from '../../escape-xml.ts';

/** What becomes XML: lists as `<member>`s, absent members left out. */
export type XmlValue = string | number | boolean | undefined | XmlValue[] | { [name: string]: XmlValue };

export function xmlOf(value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => `<member>${xmlOf(one)}</member>`).join('');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, one]) => (one === undefined ? '' : `<${name}>${xmlOf(one)}</${name}>`))
      .join('');
  }
  return escapeXml(String(value));
}
