import type { SuppressionLookup } from '../../ports/suppression-lookup.ts';
import { DEFAULT_POLICY, type GuardianPolicy } from './policy.ts';

/** Everything Guardian knows besides the lead itself. Domains are lower-case ASCII; addresses are duplicate keys. */
export type GuardianContext = {
  readonly policy: GuardianPolicy;
  /** `not_loaded` while the device has not received the lists yet: verdicts stay `unknown`. */
  readonly suppression: SuppressionLookup | 'not_loaded';
  readonly doNotContact: { readonly emailKeys: ReadonlySet<string>; readonly domains: ReadonlySet<string> };
  /** Domains of the client's customers: mailing them embarrasses the client. */
  readonly customerDomains: ReadonlySet<string>;
  readonly competitorDomains: ReadonlySet<string>;
};

const NOBODY: ReadonlySet<string> = new Set();

/** A context with nothing in it but a suppression lookup; parts override it. */
export function guardianContext(
  parts: Partial<GuardianContext> & Pick<GuardianContext, 'suppression'>,
): GuardianContext {
  return {
    policy: DEFAULT_POLICY,
    doNotContact: { emailKeys: NOBODY, domains: NOBODY },
    customerDomains: NOBODY,
    competitorDomains: NOBODY,
    ...parts,
  };
}
