/** Log sequence numbers as plain numbers; Postgres prints them as two hexadecimal halves, padded or not. */
export type Lsn = bigint;

export function parseLsn(text: string): Lsn {
  const [high = '0', low = '0'] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

export function formatLsn(lsn: Lsn): string {
  return `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffffffffn).toString(16).toUpperCase()}`;
}

export function laterLsn(a: Lsn, b: Lsn): Lsn {
  return a > b ? a : b;
}
