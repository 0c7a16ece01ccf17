export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export type DialectGuess = {
  readonly delimiter: Delimiter;
  /** 0 to 1: the share of sample rows that have as many cells as the first. */
  readonly confidence: number;
  readonly lineEnding: 'CRLF' | 'LF' | 'CR' | 'mixed' | 'none';
  /** Characters of an Excel `sep=;` line in front of the table; 0 when there is none. */
  readonly directiveLength: number;
};

const DIRECTIVE = /^sep=(.)(?:\r\n|\n|\r|$)/i;
const SAMPLE_ROWS = 60;

/** Guesses separator and line ending from decoded text (without byte order mark). */
export function guessDialect(text: string): DialectGuess {
  const directive = DIRECTIVE.exec(text);
  const directiveLength = directive?.[0].length ?? 0;
  const table = text.slice(directiveLength);
  const lineEnding = lineEndingOf(table);
  const announced = DELIMITERS.find((delimiter) => delimiter === directive?.[1]);
  if (announced !== undefined) return { delimiter: announced, confidence: 1, lineEnding, directiveLength };
  let best: { delimiter: Delimiter; confidence: number; score: number } = {
    delimiter: ',',
    confidence: 0,
    score: 0,
  };
  for (const delimiter of DELIMITERS) {
    const counts = cellCounts(table, delimiter, SAMPLE_ROWS);
    const first = counts[0] ?? 1;
    if (first < 2) continue;
    const confidence = counts.filter((count) => count === first).length / counts.length;
    const score = confidence * (1 + Math.log2(first) / 4);
    if (score > best.score) best = { delimiter, confidence, score };
  }
  return { delimiter: best.delimiter, confidence: best.confidence, lineEnding, directiveLength };
}

/** Cells per row for a separator, reading quotes; an unfinished last row is left out. */
export function cellCounts(
  text: string,
  delimiter: Delimiter,
  maxRows = Number.POSITIVE_INFINITY,
): readonly number[] {
  const counts: number[] = [];
  let cells = 1;
  let isQuoted = false;
  let isCellStart = true;
  let isRowEmpty = true;
  for (let index = 0; index < text.length && counts.length < maxRows; index += 1) {
    const character = text[index];
    if (character === '"' && (isQuoted || isCellStart)) {
      isQuoted = !isQuoted;
      isCellStart = !isQuoted && text[index + 1] === '"';
      isRowEmpty = false;
    } else if (!isQuoted && (character === '\n' || character === '\r')) {
      if (character === '\r' && text[index + 1] === '\n') index += 1;
      if (!isRowEmpty) counts.push(cells);
      cells = 1;
      isCellStart = true;
      isRowEmpty = true;
    } else if (!isQuoted && character === delimiter) {
      cells += 1;
      isCellStart = true;
      isRowEmpty = false;
    } else {
      isCellStart = false;
      isRowEmpty = false;
    }
  }
  if (counts.length === 0 && !isRowEmpty) counts.push(cells);
  return counts;
}

function lineEndingOf(text: string): DialectGuess['lineEnding'] {
  const pairs = text.split('\r\n').length - 1;
  const feeds = text.split('\n').length - 1 - pairs;
  const returns = text.split('\r').length - 1 - pairs;
  if (pairs + feeds + returns === 0) return 'none';
  if (feeds + returns === 0) return 'CRLF';
  if (pairs + returns === 0) return 'LF';
  return pairs + feeds === 0 ? 'CR' : 'mixed';
}
