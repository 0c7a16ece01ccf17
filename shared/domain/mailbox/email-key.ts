const GMAIL = new Set(['gmail.com', 'googlemail.com']);

/**
 * One key for every spelling of one mailbox: lower case, without a `+tag`, and for Gmail without dots and with
 * one domain. It decides duplicates and suppression; mail still goes to the address as written.
 * `local` in NFC, `domain` in lower-case ASCII.
 */
export function emailKey(local: string, domain: string): string {
  let base = local.toLowerCase();
  const plus = base.indexOf('+');
  if (plus > 0) base = base.slice(0, plus);
  if (!GMAIL.has(domain)) return `${base}@${domain}`;
  return `${base.replaceAll('.', '') || base}@gmail.com`;
}
