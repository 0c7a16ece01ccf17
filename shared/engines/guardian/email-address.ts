import addresses from 'email-addresses';
import { cleanEmailText } from './email-clean.ts';
import { emailKey } from '../../domain/mailbox/email-key.ts';
import { scanDomain, scanLocalPart } from './email-scan.ts';
import type { ReasonCode } from './reason-codes.ts';

export type ReadEmail =
  | {
      readonly ok: true;
      /** The address to send to: local part as written, domain lower-case ASCII. */
      readonly address: string;
      readonly local: string;
      readonly domain: string;
      readonly key: string;
      /** Something around the address was removed, or the domain was re-coded. */
      readonly cleaned: boolean;
    }
  | { readonly ok: false; readonly code: ReasonCode; readonly text: string };

/**
 * RFC 5322 grammar is only asked about short texts with little punctuation: its parser backtracks, and a file
 * made for it could keep a device busy for hours.
 */
const PARSER_LIMIT = 400;
const MAX_PUNCTUATION = 12;
const PUNCTUATION = /["(),:;<>[\]\\]/g;
const NEEDS_PARSER = /["(),:;<>[\]]/;
const NON_ASCII = /[^\0-\x7F]/;

/**
 * Reads one address out of a cell. Plain addresses take a table scan; anything with brackets, quotes, commas
 * or spaces goes to the RFC 5322 parser, which tells `Ann <ann@acme.com>` from two addresses in one cell.
 * Limits: RFC 5321 §4.5.3.1 (64 and 254 octets). Never throws.
 */
export function readEmail(raw: string): ReadEmail {
  const text = cleanEmailText(raw);
  if (text === '') return { ok: false, code: 'email_missing', text: 'There is no e-mail address.' };
  if (!NEEDS_PARSER.test(text))
    return text.includes(' ') ? whyUnparsable(text) : readPlain(text, text !== raw);
  const found = extract(text);
  return typeof found === 'string' ? readPlain(found, true) : found;
}

function readPlain(text: string, cleaned: boolean): ReadEmail {
  const at = text.lastIndexOf('@');
  if (at < 0) return { ok: false, code: 'no_at_sign', text: `“${clip(text)}” has no @.` };
  if (text.indexOf('@') !== at) {
    return { ok: false, code: 'several_at_signs', text: `“${clip(text)}” has more than one @.` };
  }
  const local = text.slice(0, at);
  const written = text.slice(at + 1);
  const localFault = scanLocalPart(local);
  if (localFault) return { ok: false, ...localFault };
  const domain = asciiDomain(written);
  if (domain === undefined) {
    return {
      ok: false,
      code: 'domain_international_invalid',
      text: `“${clip(written)}” is not a valid international domain.`,
    };
  }
  const domainFault = scanDomain(domain);
  if (domainFault) return { ok: false, ...domainFault };
  const address = `${local}@${domain}`;
  if (address.length > 254) {
    return {
      ok: false,
      code: 'email_too_long',
      text: `The address has ${address.length} characters; 254 are allowed.`,
    };
  }
  return {
    ok: true,
    address,
    local,
    domain,
    key: emailKey(local, domain),
    cleaned: cleaned || domain !== written,
  };
}

/** Lower case; a domain with other letters becomes its A-label form (`müller.de` → `xn--mller-kva.de`). */
export function asciiDomain(domain: string): string | undefined {
  const lower = domain.toLowerCase();
  if (!NON_ASCII.test(lower)) return lower;
  if (!/^[a-z0-9.\-\u0080-\u{10FFFF}]+$/u.test(lower)) return undefined;
  try {
    return new URL(`http://${lower}/`).hostname;
  } catch {
    return undefined;
  }
}

function extract(text: string): string | ReadEmail {
  if (text.length > PARSER_LIMIT) {
    return {
      ok: false,
      code: 'email_too_long',
      text: `The cell has ${text.length} characters; an address has at most 254.`,
    };
  }
  if ((text.match(PUNCTUATION)?.length ?? 0) > MAX_PUNCTUATION) return whyUnparsable(text);
  const parsed = addresses({ input: text.replaceAll(';', ','), rfc6532: true })?.addresses;
  if (!parsed) return whyUnparsable(text);
  const [first] = parsed;
  if (parsed.length > 1 || first === undefined || first.type !== 'mailbox') {
    return { ok: false, code: 'several_addresses', text: 'The cell holds more than one address.' };
  }
  const local = first.parts.local.tokens.trim();
  if (local.includes('(')) {
    return { ok: false, code: 'comment_in_address', text: 'The address contains a comment in brackets.' };
  }
  if (local.startsWith('"')) {
    return {
      ok: false,
      code: 'local_part_quoted',
      text: 'The part before the @ is in quotes; mail systems refuse that.',
    };
  }
  const domain = first.domain;
  if (domain.startsWith('[')) {
    return { ok: false, code: 'domain_is_ip', text: `“${clip(domain)}” is an IP address, not a domain.` };
  }
  return `${local}@${domain}`;
}

function whyUnparsable(text: string): ReadEmail {
  const ats = text.split('@').length - 1;
  if (ats === 0) return { ok: false, code: 'no_at_sign', text: `“${clip(text)}” has no @.` };
  if (ats > 1) return { ok: false, code: 'several_addresses', text: 'The cell holds more than one address.' };
  if (text.includes(' ')) {
    return { ok: false, code: 'whitespace_inside', text: `“${clip(text)}” has a space inside.` };
  }
  const local = text.slice(0, text.indexOf('@'));
  const fault = scanLocalPart(local) ?? scanDomain(text.slice(local.length + 1).toLowerCase());
  return {
    ok: false,
    ...(fault ?? { code: 'local_part_character', text: `“${clip(text)}” is not an address.` }),
  };
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
