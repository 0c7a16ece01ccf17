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

/** Longest value of each field, in characters; what the leads' mutations accept. */
export const FIELD_LIMITS = {
  email: 500,
  first_name: 200,
  last_name: 200,
  company: 300,
  company_domain: 253,
  title: 300,
  phone: 60,
  linkedin_url: 450,
  country: 100,
  city: 200,
  industry: 200,
  employee_count: 60,
  website: 500,
} as const satisfies Record<LeadField, number>;

export const CUSTOM_LIMIT = 2_000;

export type LeadDraft = { readonly [Field in LeadField]?: string | undefined } & {
  /** Columns of the file that match no field, by the variable name a sequence can use. */
  readonly custom?: Readonly<Record<string, string>> | undefined;
};
