import { ipDigits, looksLikeIp } from './ip-address.ts';

/** Both ends belong to the range; hex digits as `ipDigits` gives them. */
export interface CidrRange {
  bottom: string;
  top: string;
}

/** The addresses of the CIDR block around an address; else why it is none, in AWS's words. */
export function cidrRange(text: string): { ok: true; range: CidrRange } | { ok: false; message: string } {
  const [address = '', mask, ...others] = text.replace(/\/+$/, '').split('/');
  if (mask === undefined || others.length > 0) return fault("Malformed CIDR, one '/' required");
  if (!/^[+-]?[0-9]{1,10}$/.test(mask)) return fault('Malformed CIDR, mask bits must be an integer');
  const bits = Number(mask);
  if (bits < 0) return fault('Malformed CIDR, mask bits must not be negative');
  const digits = ipDigits(address);
  if (digits === null) {
    return fault(`${looksLikeIp(address) ? 'Invalid' : 'Nonstandard'} IP address: ${address}`);
  }
  const all = digits.length * 4;
  if (bits >= all) return fault(`${all === 32 ? 'IPv4' : 'IPv6'} mask bits must be < ${all}`);
  const host = (1n << BigInt(all - bits)) - 1n;
  const top = BigInt(`0x${digits}`) | host;
  const hex = (address: bigint) => address.toString(16).padStart(digits.length, '0');
  return { ok: true, range: { bottom: hex(top - host), top: hex(top) } };
}

function fault(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
