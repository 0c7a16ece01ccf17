/** Guardian's reason codes in people's words. Codes are stored with leads, so a code that is not listed still reads. */
import { inWords } from './vocabulary-words.ts';

const REASON_WORDS: Readonly<Record<string, string>> = {
  email_missing: 'The e-mail address is missing',
  email_too_long: 'The address is longer than e-mail allows',
  no_at_sign: 'The address has no @',
  several_at_signs: 'The address has more than one @',
  several_addresses: 'The cell holds several addresses',
  whitespace_inside: 'There is a space inside the address',
  local_part_missing: 'There is nothing before the @',
  local_part_too_long: 'The part before the @ is too long',
  local_part_dots: 'The part before the @ has misplaced dots',
  local_part_character: 'The part before the @ has a character that is not allowed',
  local_part_quoted: 'The part before the @ is quoted, which most mail systems refuse',
  local_part_international: 'The part before the @ has letters that not every mail system accepts',
  comment_in_address: 'The address contains a comment',
  domain_missing: 'There is nothing after the @',
  domain_too_long: 'The domain is too long',
  domain_label_empty: 'The domain has two dots in a row, or one at its edge',
  domain_label_too_long: 'A part of the domain is too long',
  domain_label_hyphen: 'A part of the domain begins or ends with a hyphen',
  domain_character: 'The domain has a character that is not allowed',
  domain_without_dot: 'The domain has no ending such as .com',
  domain_is_ip: 'The domain is a bare IP address',
  domain_international_invalid: 'The domain’s international letters are not valid',
  email_cleaned: 'The address was tidied: spaces or a mailto: were removed',
  domain_suffix_unknown: 'No such domain ending exists',
  domain_is_suffix: 'The domain is only an ending, such as co.uk',
  domain_reserved: 'The domain is reserved for examples and receives no mail',
  domain_misspelled: 'The domain is a known misspelling',
  domain_looks_misspelled: 'The domain looks misspelled',
  disposable_domain: 'The mailbox is a throw-away one',
  free_provider: 'A free mailbox, not a company’s',
  role_account: 'A function’s mailbox such as info@, not a person’s',
  no_reply_mailbox: 'A technical mailbox that nobody reads',
  suppressed_email: 'On the do-not-contact list',
  suppressed_domain: 'The company is on the do-not-contact list',
  suppression_not_loaded: 'The do-not-contact lists were not on this device yet',
  do_not_contact_email: 'The client asked not to contact this address',
  do_not_contact_domain: 'The client asked not to contact this company',
  customer: 'Already a customer of the client',
  competitor: 'A competitor of the client',
  duplicate_in_file: 'The same mailbox appears earlier in the file',
  duplicate_in_client: 'The client already has a lead with this mailbox',
  country_unreadable: 'The country could not be read',
  country_guessed: 'The country was guessed from the domain',
  country_unknown: 'The country is not known, so no law could be applied',
  country_review: 'The law of the country asks for a closer look',
  country_blocked: 'The law of the country forbids contact without consent',
  name_missing: 'The name is missing',
  name_odd: 'The name looks odd',
  name_case_changed: 'The name’s capital letters were put right',
  company_domain_differs: 'The address is not at the company’s own domain',
  company_domain_unreadable: 'The company’s domain could not be read',
  linkedin_unreadable: 'The LinkedIn address could not be read',
  phone_unreadable: 'The telephone number could not be read',
  syntax: 'This is not a valid e-mail address',
  mailbox_unknown: 'The mail server does not say whether the mailbox exists',
  suppressed: 'On the do-not-contact list',
  too_many_cells: 'The row has more cells than the header',
  cell_too_long: 'A cell is longer than its field allows',
  damaged_characters: 'Some letters are damaged by a wrong encoding',
};

/** A reason as a sentence without its end. */
export function reasonText(code: string): string {
  return REASON_WORDS[code] ?? inWords(code);
}

/** A reason of an import's summary, which carries the code spelled as words. */
export function refusalText(text: string): string {
  return REASON_WORDS[text.trim().toLowerCase().replaceAll(' ', '_')] ?? text;
}

/** The first reasons in one line: "No such domain ending exists, and 2 more". */
export function reasonsLine(codes: readonly string[]): string {
  const [first, ...rest] = codes;
  if (first === undefined) return '';
  return rest.length === 0 ? reasonText(first) : `${reasonText(first)}, and ${rest.length} more`;
}
