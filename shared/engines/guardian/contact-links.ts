import { asciiDomain } from './email-address.ts';
import { scanDomain } from './email-scan.ts';

const HOST = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\s]*@)?([^/:?#\s]+)/i;
const WWW = /^www\d?\./;
const LINKEDIN_PERSON =
  /^(?:https?:\/\/)?(?:[a-z]{2,3}\.)?linkedin\.com\/(in|pub|sales\/(?:lead|people))\/([^/?#\s,]+)/i;
const LINKEDIN_COMPANY = /^(?:https?:\/\/)?(?:[a-z]{2,3}\.)?linkedin\.com\/company\/([^/?#\s]+)/i;
const PHONE_NOISE = /[\s().\-/‐‑–]/g;
const PHONE_EXTENSION = /(?:ext\.?|extension|x|#)\s*\d{1,6}$/i;
const PHONE = /^\+?\d{6,15}$/;

/*
 * All three take text that `cleanText` has cleaned; the caller keeps it where nothing can be read.
 */

/** The host name in a domain or web address, lower-case ASCII, without `www.`; undefined when there is none. */
export function readDomain(text: string): string | undefined {
  const host = HOST.exec(text)?.[1];
  if (host === undefined) return undefined;
  const domain = asciiDomain(host)?.replace(WWW, '').replace(/\.$/, '');
  if (domain === undefined || scanDomain(domain) !== undefined) return undefined;
  return domain;
}

/** A person's LinkedIn address in one spelling; undefined when the text is something else. */
export function readLinkedin(text: string): string | undefined {
  const person = LINKEDIN_PERSON.exec(text);
  if (person) {
    const kind = (person[1] ?? 'in').toLowerCase();
    return `https://www.linkedin.com/${kind}/${person[2] ?? ''}`;
  }
  const company = LINKEDIN_COMPANY.exec(text);
  return company ? `https://www.linkedin.com/company/${company[1] ?? ''}` : undefined;
}

/**
 * A telephone number as digits with an optional `+`; `00` in front becomes `+`, an extension is dropped.
 * National numbers stay national: guessing a country code would dial a stranger.
 */
export function readPhone(text: string): string | undefined {
  const digits = text
    .replace(/^'/, '')
    .replace(/^tel:/i, '')
    .replace(PHONE_EXTENSION, '')
    .replace('(0)', '')
    .replace(PHONE_NOISE, '')
    .replace(/^00/, '+');
  return PHONE.test(digits) ? digits : undefined;
}
