/** What of RFC 5321/5322 an address breaks. Codes are reason codes; `text` says it to a person. */
export type EmailFault = { readonly code: EmailFaultCode; readonly text: string };

export type EmailFaultCode =
  | 'email_too_long'
  | 'local_part_missing'
  | 'local_part_too_long'
  | 'local_part_dots'
  | 'local_part_character'
  | 'domain_missing'
  | 'domain_too_long'
  | 'domain_label_empty'
  | 'domain_label_too_long'
  | 'domain_label_hyphen'
  | 'domain_character'
  | 'domain_without_dot'
  | 'domain_is_ip';

const DOT = 46;
const HYPHEN = 45;

/** `atext` of RFC 5322 §3.2.3, by character code. */
const ATEXT = tableOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+/=?^_`{|}~-");
/** Letters, digits and hyphen: what a host name label may contain. */
const LDH = tableOf('abcdefghijklmnopqrstuvwxyz0123456789-');

/**
 * Checks a local part against `dot-atom` and 64 octets. Characters beyond ASCII pass (RFC 6531); the caller
 * decides what they are worth. Quoted local parts are refused: hardly any mail system accepts them.
 */
export function scanLocalPart(local: string): EmailFault | undefined {
  if (local === '') return { code: 'local_part_missing', text: 'There is nothing before the @.' };
  let octets = 0;
  let previous = DOT;
  for (let index = 0; index < local.length; index += 1) {
    const code = local.charCodeAt(index);
    octets += octetsOf(code);
    if (code === DOT) {
      if (previous === DOT) return dotFault(index === 0);
    } else if (code < 128 && ATEXT[code] === 0) {
      return {
        code: 'local_part_character',
        text: `The part before the @ contains ${describeCharacter(code)}, which is not allowed.`,
      };
    }
    previous = code;
  }
  if (previous === DOT) return dotFault(true);
  if (octets > 64) {
    return {
      code: 'local_part_too_long',
      text: `The part before the @ has ${octets} bytes; 64 are allowed.`,
    };
  }
  return undefined;
}

/** Checks a lower-case ASCII domain: 253 characters, labels of 1–63 letters, digits, inner hyphens, two labels. */
export function scanDomain(domain: string): EmailFault | undefined {
  if (domain === '') return { code: 'domain_missing', text: 'There is nothing after the @.' };
  if (domain.length > 253) {
    return { code: 'domain_too_long', text: `The domain has ${domain.length} characters; 253 are allowed.` };
  }
  let labelStart = 0;
  let labels = 0;
  for (let index = 0; index <= domain.length; index += 1) {
    const code = index === domain.length ? DOT : domain.charCodeAt(index);
    if (code === DOT) {
      const fault = scanLabel(domain, labelStart, index);
      if (fault) return fault;
      labels += 1;
      labelStart = index + 1;
    } else if (code > 127 || LDH[code] === 0) {
      return {
        code: 'domain_character',
        text: `The domain contains ${describeCharacter(code)}, which is not allowed.`,
      };
    }
  }
  if (labels < 2)
    return {
      code: 'domain_without_dot',
      text: `“${domain}” is not a full domain: an ending such as .com is missing.`,
    };
  if (isDigits(domain.slice(domain.lastIndexOf('.') + 1))) {
    return { code: 'domain_is_ip', text: `“${domain}” is an IP address, not a domain.` };
  }
  return undefined;
}

function scanLabel(domain: string, start: number, end: number): EmailFault | undefined {
  const length = end - start;
  if (length === 0)
    return {
      code: 'domain_label_empty',
      text: 'The domain starts or ends with a dot, or has two dots in a row.',
    };
  if (length > 63)
    return { code: 'domain_label_too_long', text: 'A part of the domain is longer than 63 characters.' };
  if (domain.charCodeAt(start) === HYPHEN || domain.charCodeAt(end - 1) === HYPHEN) {
    return { code: 'domain_label_hyphen', text: 'A part of the domain starts or ends with a hyphen.' };
  }
  return undefined;
}

function dotFault(atEdge: boolean): EmailFault {
  const what = atEdge ? 'starts or ends with a dot' : 'has two dots in a row';
  return { code: 'local_part_dots', text: `The part before the @ ${what}.` };
}

/** UTF-8 length of one UTF-16 unit; a surrogate half counts two, so a pair counts four. */
function octetsOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800 || (code >= 0xd800 && code <= 0xdfff)) return 2;
  return 3;
}

function describeCharacter(code: number): string {
  if (code === 32) return 'a space';
  if (code < 32 || code === 127)
    return `a control character (U+${code.toString(16).padStart(4, '0').toUpperCase()})`;
  return `“${String.fromCharCode(code)}”`;
}

function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
