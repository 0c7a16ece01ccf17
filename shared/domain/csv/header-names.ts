import { LEAD_FIELDS } from './lead-draft.ts';

export const MAPPABLE_FIELDS = [...LEAD_FIELDS, 'full_name'] as const;
export type MappableField = (typeof MAPPABLE_FIELDS)[number];

/**
 * Headers by which lists name a field, folded (see foldHeader): English, German, French, Spanish, Polish, and the
 * exports of Apollo, ZoomInfo, HubSpot and LinkedIn Sales Navigator tools. The first of a list is the most telling.
 */
const NAMES = {
  email:
    'email|e mail|email address|e mail address|work email|business email|company email|corporate email|professional email|primary email|contact email|lead email|mail|email 1|email id|person email|' +
    'e mail adresse|email adresse|mailadresse|geschaeftliche e mail|adresse email|adresse e mail|adresse mail|courriel|email professionnel|correo|correo electronico|direccion de correo|email corporativo|adres email|adres e mail|poczta|e mail sluzbowy',
  first_name:
    'first name|firstname|given name|forename|fname|first|contact first name|person first name|lead first name|vorname|prenom|nombre|nombre de pila|primer nombre|imie',
  last_name:
    'last name|lastname|surname|family name|lname|last|contact last name|person last name|lead last name|nachname|familienname|nom|nom de famille|apellido|apellidos|nazwisko',
  full_name:
    'full name|fullname|name|contact name|person name|lead name|contact|contact full name|prospect|prospect name|vollstaendiger name|ansprechpartner|nom complet|nombre completo|nombre y apellidos|imie i nazwisko|kontakt',
  company:
    'company|company name|organization|organisation|organization name|account|account name|employer|business name|current company|company name for emails|associated company|' +
    'firma|firmenname|unternehmen|unternehmensname|entreprise|societe|nom de l entreprise|raison sociale|empresa|nombre de la empresa|compania|nazwa firmy|przedsiebiorstwo|spolka',
  company_domain:
    'company domain|domain|company domain name|domain name|email domain|website domain|primary domain|organization primary domain|domaine|dominio|domena|firmendomain|domain der firma',
  title:
    'title|job title|jobtitle|position|role|job|job position|current title|occupation|headline|contact title|person title|berufsbezeichnung|jobtitel|funktion|stelle|rolle|poste|fonction|intitule du poste|titre|cargo|puesto|titulo|stanowisko|funkcja',
  phone:
    'phone|phone number|telephone|telephone number|tel|mobile|mobile phone|mobile number|cell|cell phone|direct phone|direct phone number|work direct phone|work phone|business phone|contact phone|first phone|corporate phone|company phone|' +
    'telefon|telefonnummer|handy|mobil|mobiltelefon|rufnummer|telephone portable|portable|numero de telephone|telefono|numero de telefono|movil|celular|numer telefonu|telefon komorkowy|komorka',
  linkedin_url:
    'linkedin url|linkedin|person linkedin url|linkedin profile|linkedin profile url|linkedin contact profile url|contact linkedin url|profile url|linked in|linked in profile url|linkedin link|default profile url|defaultprofileurl|linkedin bio|sales navigator url|hubspot linkedin url|' +
    'linkedin profil|profil linkedin|perfil linkedin|perfil de linkedin',
  country:
    'country|country region|person country|contact country|lead country|country name|country code|hq country|company country|land|staat|laendercode|pays|pais|kraj|panstwo',
  city: 'city|town|person city|contact city|lead city|company city|location city|stadt|ort|wohnort|ville|commune|ciudad|localidad|miasto|miejscowosc',
  industry:
    'industry|primary industry|company industry|sector|vertical|branche|industrie|wirtschaftszweig|secteur|secteur d activite|sector industrial|industria|branza|sektor',
  employee_count:
    'employees|employee count|number of employees|company size|headcount|company headcount|no of employees|num employees|employee range|company employee count|estimated num employees|size|team size|employees count|' +
    'mitarbeiter|mitarbeiterzahl|anzahl mitarbeiter|unternehmensgroesse|effectif|nombre d employes|nombre de salaries|taille de l entreprise|empleados|numero de empleados|tamano de la empresa|liczba pracownikow|zatrudnienie|wielkosc firmy',
  website:
    'website|website url|company website|web|url|homepage|home page|company url|site|web site|webseite|internetseite|internetadresse|site web|site internet|sitio web|pagina web|strona|strona internetowa|strona www|www',
} as const satisfies Record<MappableField, string>;

/** Words that turn a telling header into another thing: `Email Status`, `Company LinkedIn Url`, `Mobile Phone Type`. */
const SPOILERS = new Set(
  'status confidence source type verified verification valid validation id owner opt optout optin sent open opened click clicked bounce bounced replied reply date time last created updated count score lists list stage catch catchall provider secondary tertiary second third alternate alternative personal private other additional 2 3 4 5'.split(
    ' ',
  ),
);

const exact: ReadonlyMap<string, { readonly field: MappableField; readonly rank: number }> = new Map(
  MAPPABLE_FIELDS.flatMap((field) =>
    NAMES[field].split('|').map((name, rank) => [name, { field, rank }] as const),
  ),
);

/** Headers of our own refused-rows file: on the way back in they are not data. */
const IGNORED = new Set(['reason', 'row number']);

/** Lower case, without accents, one space between words; `firstName`, `first_name` and `First-Name` are one. */
export function foldHeader(header: string): string {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export type HeaderMatch = { readonly field: MappableField | 'ignore'; readonly confidence: number };

/** Which field a header names: 0.9 and more for a known name, 0.5 when a known name is part of it. */
export function matchHeader(header: string): HeaderMatch | undefined {
  const folded = foldHeader(header);
  if (IGNORED.has(folded)) return { field: 'ignore', confidence: 1 };
  const known = exact.get(folded);
  if (known) return { field: known.field, confidence: Math.max(0.9, 1 - known.rank * 0.004) };
  const words = folded.split(' ');
  if (words.length < 2 || words.length > 6 || words.some((word) => SPOILERS.has(word))) return undefined;
  for (let size = words.length - 1; size >= 1; size -= 1) {
    for (let start = 0; start + size <= words.length; start += 1) {
      const part = exact.get(words.slice(start, start + size).join(' '));
      if (part && (size > 1 || UNMISTAKABLE.has(part.field))) return { field: part.field, confidence: 0.5 };
    }
  }
  return undefined;
}

/** Fields whose one-word names keep their meaning inside a longer header. */
const UNMISTAKABLE: ReadonlySet<MappableField> = new Set([
  'email',
  'phone',
  'linkedin_url',
  'employee_count',
]);
