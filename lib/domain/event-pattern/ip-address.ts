const IPV4 = /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/;
const IPV6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;
/** An IPv6 address of this form stands for the IPv4 address behind it. */
const MAPPED_IPV4 = /^0{20}ffff/;

/** An address as hex digits, 8 for IPv4 and 32 for IPv6, so that addresses of one family compare as text. */
export function ipDigits(text: string): string | null {
  if (IPV4.test(text)) return ipv4Digits(text);
  if (!IPV6.test(text)) return null;
  const digits = ipv6Digits(text);
  return digits !== null && MAPPED_IPV4.test(digits) ? digits.slice(24) : digits;
}

/** Whether a text has the form of an address, be it one or not. */
export function looksLikeIp(text: string): boolean {
  return IPV4.test(text) || IPV6.test(text);
}

function ipv4Digits(text: string): string | null {
  const bytes = text.split('.').map(Number);
  if (bytes.some((byte) => byte > 255)) return null;
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function ipv6Digits(text: string): string | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...left, ...new Array<string>(missing).fill('0'), ...right];
  if (groups.some((group) => group.length < 1 || group.length > 4)) return null;
  return groups.map((group) => group.toLowerCase().padStart(4, '0')).join('');
}
