/** A typed text as the kind of value the field holds; null when it is none. Empty text is nothing. */
export function valueFromText(text: string, like: unknown): { readonly value: unknown } | null {
  const plain = text.trim();
  if (plain === '') return { value: null };
  if (typeof like === 'number') {
    const value = Number(plain.replace(/\s/g, '').replace(',', '.'));
    return Number.isFinite(value) ? { value } : null;
  }
  if (typeof like === 'boolean') {
    if (/^(?:yes|true)$/i.test(plain)) return { value: true };
    return /^(?:no|false)$/i.test(plain) ? { value: false } : null;
  }
  return { value: plain };
}

/** A value as the text to begin editing with. */
export function textFromValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
