/** The meaning of a column nobody wrote a comment for, as far as its name tells it. */

const COMMON: Readonly<Record<string, string>> = {
  id: 'Identity, a UUID made by whoever creates the row',
  scope_client_id: 'Whose row it is: decides who may read it; null means the whole agency',
  created_at: 'When the row was made',
  updated_at: 'When it was last changed',
  archived: 'Kept centrally, no longer on devices',
  deleted_at: 'In the trash since',
  currency: 'ISO 4217 code of the amounts beside it',
  labels: 'Free labels',
};

const ACRONYMS: Readonly<Record<string, string>> = {
  id: 'id',
  url: 'URL',
  hmac: 'HMAC',
  icp: 'ideal customer profile',
  crm: 'CRM',
  sms: 'SMS',
  ip: 'IP',
  xid: 'transaction id',
};

export function meaningOf(name: string, type: string): string {
  const common = COMMON[name];
  if (common !== undefined) return common;
  if (type.startsWith('timestamp') && name.endsWith('_at')) return `When ${words(name.replace(/_at$/, ''))}`;
  if (name.endsWith('_by')) return `Who ${words(name.replace(/_by$/, ''))} it`;
  if (name.endsWith('_minor')) return `${sentence(name.replace(/_minor$/, ''))}, in minor units`;
  if (type === 'boolean') return `Whether ${words(name)}`;
  return sentence(name);
}

function words(name: string): string {
  return name
    .split('_')
    .map((word) => ACRONYMS[word] ?? word)
    .join(' ');
}

function sentence(name: string): string {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
