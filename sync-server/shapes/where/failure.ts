/**
 * Why a filter is refused. Positions are zero-based; those of the grammar count the `SELECT 1 WHERE ` that stands before
 * the filter when it is parsed, those of typing do not. Clients see both as they are.
 */
export class FilterFailure {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

export const GRAMMAR_PREFIX = 'SELECT 1 WHERE '.length;

export function syntaxErrorAt(at: number, message: string): string {
  return `At location ${at + GRAMMAR_PREFIX}: ${message}`;
}

export function typeErrorAt(at: number, message: string): string {
  return `At location ${at}: ${message}`;
}
