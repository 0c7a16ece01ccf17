/**
 * The platform's formatters, each made once: making one costs a millisecond or more, which a table pays for each of its
 * cells.
 */
function kept<Options, Format>(make: (options: Options, locale?: string) => Format) {
  const known = new Map<string, Format>();
  return (options: Options, locale?: string): Format => {
    const key = JSON.stringify([locale, options]);
    const found = known.get(key);
    if (found) return found;
    const made = make(options, locale);
    known.set(key, made);
    return made;
  };
}

export const numberFormat = kept(
  (options: Intl.NumberFormatOptions, locale) => new Intl.NumberFormat(locale, options),
);

export const dateFormat = kept(
  (options: Intl.DateTimeFormatOptions, locale) => new Intl.DateTimeFormat(locale, options),
);

export const relativeFormat = kept(
  (options: Intl.RelativeTimeFormatOptions, locale) => new Intl.RelativeTimeFormat(locale, options),
);
