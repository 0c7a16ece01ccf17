/** Mailbox providers whose misspellings are common enough to ask about. Short names are left out: too many real domains are one letter away. */
const PROVIDERS = (
  'gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.es yahoo.it yahoo.co.in ymail.com rocketmail.com ' +
  'hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.es hotmail.it outlook.com outlook.de outlook.fr live.co.uk ' +
  'icloud.com protonmail.com fastmail.com t-online.de freenet.de orange.fr wanadoo.fr laposte.net libero.it virgilio.it ' +
  'comcast.net verizon.net sbcglobal.net bellsouth.net btinternet.com yandex.ru interia.pl'
).split(' ');

const providers = new Set(PROVIDERS);

/** Misspellings that are never a company: they are parked, or set up to catch stray mail. */
const MISSPELLED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'gmail.com':
      'gmial.com gmai.com gmal.com gmil.com gamil.com gnail.com gmaill.com gmaik.com gmali.com gemail.com ggmail.com gmail.cm gmail.om gmail.cpm gmail.comm gmail.con gmail.cim gmail.vom gmail.co',
    'hotmail.com':
      'hotmial.com hotmal.com hotmai.com homtail.com hotmaill.com hotmil.com hotnail.com htmail.com hotmail.con hotmail.cm',
    'yahoo.com': 'yaho.com yahooo.com yhoo.com yaoo.com yahho.com yhaoo.com yahoo.con yahoo.cm',
    'outlook.com': 'outlok.com outllok.com outloook.com outlool.com oulook.com outlook.con outlook.cm',
    'icloud.com': 'iclod.com icoud.com iclould.com icloud.con',
  }).flatMap(([right, wrong]) => wrong.split(' ').map((domain) => [domain, right] as const)),
);

/** Endings that are a slip of the fingers, not a country. */
const SLIPPED_ENDINGS: Readonly<Record<string, string>> = {
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  vom: 'com',
  xom: 'com',
  cpm: 'com',
  cim: 'com',
  comm: 'com',
  coom: 'com',
  conm: 'com',
  nte: 'net',
  ner: 'net',
  nett: 'net',
  ogr: 'org',
  orgg: 'org',
  prg: 'org',
};

export type DomainTypo = {
  readonly suggestion: string;
  /** `certain`: a known misspelling; `likely`: one keystroke from a big provider, but it may be real. */
  readonly certainty: 'certain' | 'likely';
};

/** What a domain was probably meant to be; undefined when nothing is close. `domain` in lower-case ASCII. */
export function findDomainTypo(domain: string): DomainTypo | undefined {
  if (providers.has(domain)) return undefined;
  const right = MISSPELLED.get(domain);
  if (right !== undefined) return { suggestion: right, certainty: 'certain' };
  const dot = domain.lastIndexOf('.');
  const ending = SLIPPED_ENDINGS[domain.slice(dot + 1)];
  if (ending !== undefined) return { suggestion: `${domain.slice(0, dot)}.${ending}`, certainty: 'certain' };
  for (const provider of PROVIDERS) {
    if (isOneKeystrokeApart(domain, provider)) return { suggestion: provider, certainty: 'likely' };
  }
  return undefined;
}

/** One inserted, missing, changed or swapped character; linear, because it runs once per domain and provider. */
export function isOneKeystrokeApart(a: string, b: string): boolean {
  const difference = a.length - b.length;
  if (difference > 1 || difference < -1 || a === b) return false;
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (difference === 1) return a.slice(at + 1) === b.slice(at);
  if (difference === -1) return a.slice(at) === b.slice(at + 1);
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
