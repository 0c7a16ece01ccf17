import addresses from 'email-addresses';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEmail } from './email-address.ts';
import { emailKey } from '../../domain/mailbox/email-key.ts';

describe('addresses that can be read', () => {
  test.each([
    ['ann@acme.com', 'ann@acme.com', 'ann@acme.com'],
    ['  ann@acme.com\t', 'ann@acme.com', 'ann@acme.com'],
    ['ann @ acme.com', 'ann@acme.com', 'ann@acme.com'],
    ['Ann.Lee@ACME.Com', 'Ann.Lee@acme.com', 'ann.lee@acme.com'],
    ['ann+news@acme.com', 'ann+news@acme.com', 'ann@acme.com'],
    ['A.n.n+x@gmail.com', 'A.n.n+x@gmail.com', 'ann@gmail.com'],
    ['ann@googlemail.com', 'ann@googlemail.com', 'ann@gmail.com'],
    ['+ann@acme.com', '+ann@acme.com', '+ann@acme.com'],
    ["o'neil@acme.com", "o'neil@acme.com", "o'neil@acme.com"],
    ['Ann Lee <ann@acme.com>', 'ann@acme.com', 'ann@acme.com'],
    ['"Lee, Ann" <ann@acme.com>', 'ann@acme.com', 'ann@acme.com'],
    ['ann@acme.com (Ann Lee)', 'ann@acme.com', 'ann@acme.com'],
    ['<ann@acme.com>', 'ann@acme.com', 'ann@acme.com'],
    ['mailto:ann@acme.com', 'ann@acme.com', 'ann@acme.com'],
    ['"ann@acme.com"', 'ann@acme.com', 'ann@acme.com'],
    ["'ann@acme.com'", 'ann@acme.com', 'ann@acme.com'],
    ['ann@acme.com;', 'ann@acme.com', 'ann@acme.com'],
    ['ann@acme.com.', 'ann@acme.com', 'ann@acme.com'],
    ['\uFEFFann@ac\u200Bme.com', 'ann@acme.com', 'ann@acme.com'],
    ['ann@müller.de', 'ann@xn--mller-kva.de', 'ann@xn--mller-kva.de'],
    ['ann@xn--mller-kva.de', 'ann@xn--mller-kva.de', 'ann@xn--mller-kva.de'],
    ['jose\u0301@acme.com', 'josé@acme.com', 'josé@acme.com'],
    [`${'a'.repeat(64)}@acme.com`, `${'a'.repeat(64)}@acme.com`, `${'a'.repeat(64)}@acme.com`],
    ['a@1.acme.com', 'a@1.acme.com', 'a@1.acme.com'],
  ])('%j is %s', (raw, address, key) => expect(readEmail(raw)).toMatchObject({ ok: true, address, key }));
});

describe('addresses that cannot, and the rule they break', () => {
  test.each([
    ['', 'email_missing'],
    ['   ', 'email_missing'],
    ['\u200B', 'email_missing'],
    ['ann', 'no_at_sign'],
    ['ann lee', 'no_at_sign'],
    ['ann@lee@acme.com', 'several_at_signs'],
    ['ann@acme.com, bob@acme.com', 'several_addresses'],
    ['ann@acme.com; bob@acme.com', 'several_addresses'],
    ['ann@acme.com bob@acme.com', 'several_addresses'],
    ['@acme.com', 'local_part_missing'],
    ['ann@', 'domain_missing'],
    [`${'a'.repeat(65)}@acme.com`, 'local_part_too_long'],
    [`${'ü'.repeat(33)}@acme.com`, 'local_part_too_long'],
    ['.ann@acme.com', 'local_part_dots'],
    ['ann..lee@acme.com', 'local_part_dots'],
    ['ann.@acme.com', 'local_part_dots'],
    ['ann lee@acme.com', 'whitespace_inside'],
    ['"ann lee"@acme.com', 'local_part_quoted'],
    ['ann\\lee@acme.com', 'local_part_character'],
    ['ann\u0007@acme.com', 'local_part_character'],
    ['ann(boss)@acme.com', 'comment_in_address'],
    ['ann@acme', 'domain_without_dot'],
    ['ann@acme..com', 'domain_label_empty'],
    ['ann@.acme.com', 'domain_label_empty'],
    ['ann@-acme.com', 'domain_label_hyphen'],
    ['ann@acme-.com', 'domain_label_hyphen'],
    ['ann@ac_me.com', 'domain_character'],
    ['ann@acme!.com', 'domain_character'],
    [`ann@${'a'.repeat(64)}.com`, 'domain_label_too_long'],
    [`ann@${`${'a'.repeat(50)}.`.repeat(5)}com`, 'domain_too_long'],
    [`${'a'.repeat(60)}@${`${'a'.repeat(50)}.`.repeat(4)}com`, 'email_too_long'],
    ['ann@192.168.1.1', 'domain_is_ip'],
    ['ann@[192.168.1.1]', 'domain_is_ip'],
    ['ann@１９２.168.1.1', 'domain_is_ip'],
    ['ann@mü ller.de', 'whitespace_inside'],
    ['call me', 'no_at_sign'],
    ['ann@mü/ller.de', 'domain_international_invalid'],
    [`Ann <${'a'.repeat(400)}@acme.com>`, 'email_too_long'],
    [`${'('.repeat(300)}@`, 'local_part_character'],
  ])('%j: %s', (raw, code) => expect(readEmail(raw)).toMatchObject({ ok: false, code }));
});

test('any text at all is read or refused with a reason, and reading is idempotent', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '@',
      '.',
      '+',
      ' ',
      '<',
      '>',
      '"',
      ';',
      'mailto:',
      '\u200B',
      'ü',
      'gmail.com',
      'İ',
      '[',
      '(',
    ),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const read = readEmail(parts.join(''));
      if (!read.ok) {
        expect(read.text).not.toBe('');
        return;
      }
      expect(readEmail(read.address)).toEqual({ ...read, cleaned: false });
      const at = read.key.lastIndexOf('@');
      expect(emailKey(read.key.slice(0, at), read.key.slice(at + 1))).toBe(read.key);
    }),
    { numRuns: 500 },
  );
}, 60_000);

test('whatever the table scan accepts, the RFC 5322 grammar accepts too', () => {
  const local = fc.string({
    unit: fc.constantFrom(...'ab.9+-_!#%*/=?^{|}~@"(,'.split('')),
    minLength: 1,
    maxLength: 12,
  });
  const domain = fc.string({ unit: fc.constantFrom(...'ab9.-_'.split('')), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(local, domain, (before, after) => {
      const read = readEmail(`${before}@${after}.com`);
      if (!read.ok) return;
      expect(addresses.parseOneAddress(read.address)).toMatchObject({ address: read.address });
    }),
    { numRuns: 300 },
  );
}, 60_000);
