import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessDialect } from './dialect.ts';
import { guessEncoding } from './encoding.ts';
import { createUtf8Census } from './utf8-census.ts';

function census(...chunks: Uint8Array[]) {
  const counter = createUtf8Census();
  for (const chunk of chunks) counter.add(chunk);
  return counter.result();
}

test('the census agrees with the platform decoder, wherever the stream is cut', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 30 }),
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text.toWellFormed())),
    fc
      .array(fc.constantFrom(0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0xff), {
        maxLength: 12,
      })
      .map((list) => Uint8Array.from(list)),
  );
  fc.assert(
    fc.property(bytes, fc.nat(30), (all, cut) => {
      const counts = census(all.subarray(0, cut), all.subarray(cut));
      let isValid = true;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(all);
      } catch {
        isValid = false;
      }
      expect(counts.invalid === 0).toBe(isValid);
      if (isValid) {
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(all);
        expect(counts.multibyte).toBe(
          Array.from(text).filter((character) => (character.codePointAt(0) ?? 0) > 127).length,
        );
      }
    }),
    { numRuns: 500 },
  );
}, 60_000);

test.each([
  ['plain English', 'Email,Name\na@b.com,Ann\n', 'utf-8'],
  ['UTF-8', 'Email,Name\na@b.com,Zoë\n', 'utf-8'],
])('%s is %s', (_name, text, encoding) => {
  const bytes = new TextEncoder().encode(text);
  expect(guessEncoding(bytes, census(bytes))).toMatchObject({ kind: 'text', encoding, invalidBytes: 0 });
});

test('bytes that are not UTF-8 are Western European Windows text, with the evidence told', () => {
  const bytes = Uint8Array.from([...new TextEncoder().encode('Name\nZo'), 0xeb, 0x0a]);
  expect(guessEncoding(bytes, census(bytes))).toMatchObject({
    encoding: 'windows-1252',
    evidence: expect.stringContaining('1 bytes'),
  });
});

test.each([
  ['a,b\n1,2\n', ',', 'LF', 0],
  ['a;b\r\n1,5;2\r\n', ';', 'CRLF', 0],
  ['a\tb\r1\t2\r', '\t', 'CR', 0],
  ['a|b\n1|2', '|', 'LF', 0],
  ['sep=;\r\na;b,c,d\r\n', ';', 'CRLF', 7],
  ['"a,b";c\n"d,e,f";g\n', ';', 'LF', 0],
  ['"x;y;z",b\n"1;2",3\n', ',', 'LF', 0],
  ['name;note\nann;a, b, c, d\nbob;x\n', ';', 'LF', 0],
  ['email\na@b.com\n', ',', 'LF', 0],
  ['a,b', ',', 'none', 0],
  ['a,b\r\n1,"x\ny"\r\n', ',', 'mixed', 0],
])('%j is separated by %j', (text, delimiter, lineEnding, directiveLength) =>
  expect(guessDialect(text)).toMatchObject({ delimiter, lineEnding, directiveLength }),
);
