/**
 * The suppression lists an engine may ask. Lists reach a device as keyed HMACs, never as addresses, so the
 * question is a digest too. Digests are computed by the side that holds the key.
 */
export type SuppressionEntry = {
  /** `global` holds for the whole agency, `client` for one client. */
  readonly scope: 'global' | 'client';
  /** Why, in the words of the list: `unsubscribed`, `complaint`, `hard_bounce`, `objection`, `do_not_contact`… */
  readonly reason: string;
};

export type SuppressionLookup = {
  /** Keyed HMAC of an address's duplicate key (shared/domain/mailbox/email-key.ts). */
  readonly emailHmac: (emailKey: string) => string;
  /** Keyed HMAC of a lower-case ASCII domain. */
  readonly domainHmac: (domain: string) => string;
  /** The entry of that digest, or undefined when it is on no list. */
  readonly isSuppressed: (hmac: string) => SuppressionEntry | undefined;
};
