/** Null for empty text, NaN for what is no number. Accepts a decimal comma and spaces between thousands. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(/\s/g, '').replace(',', '.');
  return plain === '' ? null : Number(plain);
}

export type NumberRules = {
  readonly min?: number;
  readonly max?: number;
  readonly validate?: (value: number | null) => string | null;
};

/** Why a text cannot be the number, or null. */
export function checkNumber(text: string, rules: NumberRules): string | null {
  const value = parseNumber(text);
  if (value !== null) {
    if (!Number.isFinite(value)) return 'Type a number.';
    if (rules.min !== undefined && value < rules.min) return `At least ${rules.min}.`;
    if (rules.max !== undefined && value > rules.max) return `At most ${rules.max}.`;
  }
  return rules.validate?.(value) ?? null;
}
