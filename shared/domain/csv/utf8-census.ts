/** Counts of what a byte stream holds, read as UTF-8. Feed chunks in order; the state carries over their edges. */
export type Utf8Census = {
  readonly add: (chunk: Uint8Array) => void;
  readonly result: () => Utf8Counts;
};

export type Utf8Counts = {
  readonly bytes: number;
  readonly nuls: number;
  /** Complete characters of two to four bytes. */
  readonly multibyte: number;
  /** Bytes that are no part of a valid character (RFC 3629: no overlongs, no surrogates, at most U+10FFFF). */
  readonly invalid: number;
};

export function createUtf8Census(): Utf8Census {
  let bytes = 0;
  let nuls = 0;
  let multibyte = 0;
  let invalid = 0;
  let missing = 0;
  let consumed = 0;
  let lowest = 0x80;
  let highest = 0xbf;

  function start(byte: number): void {
    consumed = 1;
    lowest = 0x80;
    highest = 0xbf;
    if (byte >= 0xc2 && byte <= 0xdf) missing = 1;
    else if (byte >= 0xe0 && byte <= 0xef) missing = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) missing = 3;
    else {
      invalid += 1;
      return;
    }
    if (byte === 0xe0) lowest = 0xa0;
    else if (byte === 0xed) highest = 0x9f;
    else if (byte === 0xf0) lowest = 0x90;
    else if (byte === 0xf4) highest = 0x8f;
  }

  function add(chunk: Uint8Array): void {
    bytes += chunk.length;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (missing > 0) {
        if (byte >= lowest && byte <= highest) {
          missing -= 1;
          consumed += 1;
          lowest = 0x80;
          highest = 0xbf;
          if (missing === 0) multibyte += 1;
          continue;
        }
        invalid += consumed;
        missing = 0;
      }
      if (byte >= 0x80) start(byte);
      else if (byte === 0) nuls += 1;
    }
  }

  return {
    add,
    result: () => ({ bytes, nuls, multibyte, invalid: invalid + (missing > 0 ? consumed : 0) }),
  };
}
