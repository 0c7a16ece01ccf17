/** Where sign-in tokens lie. The renderer never sees one; the interface says which kind of store it is. */
export type TokenStore = {
  readonly kind: 'keychain' | 'file';
  /** Null when there is none, or when it cannot be read any more: then the person signs in again. */
  readonly get: (account: string) => Promise<string | null>;
  readonly set: (account: string, secret: string) => Promise<void>;
  readonly remove: (account: string) => Promise<void>;
};
