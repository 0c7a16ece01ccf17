/** The leads a client already has, as an import needs them: found by mailbox. */
export type LeadValues = {
  readonly email: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly title: string | null;
  readonly company: string | null;
  readonly company_domain: string | null;
  readonly phone: string | null;
  readonly linkedin_url: string | null;
  readonly website: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly industry: string | null;
  readonly employee_count: number | null;
  readonly custom: Readonly<Record<string, string>>;
};

export type ExistingLead = { readonly id: string; readonly email_key: string; readonly values: LeadValues };

export type ExistingLeads = {
  /** Leads of the client, not in the trash, with one of these keys; at most 1,000 keys a call, in any order. */
  readonly byEmailKeys: (keys: readonly string[]) => Promise<readonly ExistingLead[]>;
};
