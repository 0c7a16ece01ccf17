import { z } from 'zod';

import { emailKey } from '../../../shared/domain/mailbox/email-key.ts';

const addressSchema = z.email();

export type LeadAddress = { readonly email: string; readonly email_key: string };

/** An address as typed, with the key that tells mailboxes apart; null when it is no address. */
export function leadAddress(typed: string): LeadAddress | null {
  const text = typed.trim().normalize('NFC');
  const at = text.lastIndexOf('@');
  const host = asciiHost(text.slice(at + 1));
  if (at < 1 || host === null) return null;
  const local = text.slice(0, at);
  const email = `${local}@${host}`;
  if (text.length > 320 || !addressSchema.safeParse(email).success) return null;
  return { email, email_key: emailKey(local, host) };
}

/** The domain in lower-case ASCII, as every mail server knows it. */
function asciiHost(domain: string): string | null {
  if (!/^[^\s/?#@:[\]\\]+\.[^\s/?#@:[\]\\]+$/u.test(domain)) return null;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
}
