import type { SuppressionEntry, SuppressionLookup } from '../../ports/suppression-lookup.ts';

export type SuppressionRow = SuppressionEntry & { readonly value_hmac: string };

/**
 * A suppression lookup over lists held in memory. `digest` is the keyed HMAC of whoever holds the key.
 * A value on several lists answers with the widest one: `global` before `client`.
 */
export function suppressionSet(
  rows: Iterable<SuppressionRow>,
  digest: (value: string) => string,
): SuppressionLookup {
  const entries = new Map<string, SuppressionEntry>();
  for (const row of rows) {
    if (row.scope === 'client' && entries.has(row.value_hmac)) continue;
    entries.set(row.value_hmac, { scope: row.scope, reason: row.reason });
  }
  return { emailHmac: digest, domainHmac: digest, isSuppressed: (hmac) => entries.get(hmac) };
}
