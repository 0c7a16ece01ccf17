/**
 * What a row of a lead list says, before anyone judged it: text only, empty means absent.
 * Keys are the columns of the leads table, so a draft needs no renaming on its way to a mutation.
 */
export const LEAD_FIELDS = [
  'email',
  'first_name',
  'last_name',
  'company',
  'company_domain',
  'title',
  'phone',
  'linkedin_url',
  'country',
  'city',
  'industry',
  'employee_count',
  'website',
] as const;

export type LeadField = (typeof LEAD_FIELDS)[number];

export type LeadDraft = { readonly [Field in LeadField]?: string | undefined } & {
  /** Columns of the file that match no field, by the variable name a sequence can use. */
  readonly custom?: Readonly<Record<string, string>> | undefined;
};
