/** Mailboxes of a function, not a person, in the languages of our lists. */
const ROLES = new Set(
  (
    'info information contact contactus hello hi team office mail email post sales sale presales salesteam support help helpdesk ' +
    'service services customerservice customercare customersupport care admin administration administrator it sysadmin ops ' +
    'hr jobs job careers career recruiting recruitment talent people billing accounts accounting accountspayable ap ar ' +
    'invoice invoices payments payroll finance legal compliance privacy dpo gdpr security marketing pr press media news ' +
    'newsletter events event partners partner partnerships affiliates business bizdev bd enquiries enquiry inquiries inquiry ' +
    'reception frontdesk orders order shop store booking bookings reservations reservation feedback general all everyone ' +
    'staff directors board management manager ' +
    'kontakt buero büro verwaltung zentrale sekretariat empfang bewerbung bewerbungen karriere personal rechnung rechnungen ' +
    'buchhaltung vertrieb verkauf bestellung datenschutz presse anfrage anfragen poststelle ' +
    'contacto ventas administracion administración facturacion facturación rrhh empleo atencion clientes prensa informacion ' +
    'bonjour accueil comptabilite comptabilité commercial direction secretariat secrétariat recrutement facturation rh ' +
    'biuro sekretariat kadry ksiegowosc księgowość handlowy sprzedaz sprzedaż zamowienia zamówienia faktury praca rekrutacja ' +
    'ufficio amministrazione vendite commerciale segreteria informazioni'
  ).split(' '),
);

/** Nobody reads these, or only machines and mail operators do. */
const NEVER = new Set(
  (
    'noreply no-reply no.reply no_reply donotreply do-not-reply do.not.reply do_not_reply dontreply nichtantworten mailer-daemon ' +
    'mailerdaemon postmaster hostmaster webmaster abuse noc root daemon bounce bounces unsubscribe subscribe list-unsubscribe ' +
    'null nobody devnull spam'
  ).split(' '),
);

/** Qualifiers that leave a role a role: `sales-uk`, `info.de`, `support2`. */
const REGIONS = new Set(
  'uk us usa de fr es pl it nl at ch be eu emea apac latam na dach global intl international north south east west'.split(
    ' ',
  ),
);

const SEPARATORS = /[._-]+/;
const ENDS_IN_DIGITS = /\d{1,2}$/;

/** Whether a local part is a function's mailbox (`role`), a machine's (`never`) or, as far as we know, a person's. */
export function roleOf(local: string): 'role' | 'never' | 'person' {
  const lower = local.toLowerCase();
  const plus = lower.indexOf('+');
  const base = plus > 0 ? lower.slice(0, plus) : lower;
  if (NEVER.has(base)) return 'never';
  const last = base.charCodeAt(base.length - 1);
  const undigited = last >= 48 && last <= 57 ? base.replace(ENDS_IN_DIGITS, '') : base;
  if (ROLES.has(undigited)) return 'role';
  if (!undigited.includes('.') && !undigited.includes('-') && !undigited.includes('_')) return 'person';
  let hasRole = false;
  for (const part of undigited.split(SEPARATORS)) {
    if (part === '' || REGIONS.has(part)) continue;
    if (!ROLES.has(part)) return 'person';
    hasRole = true;
  }
  return hasRole ? 'role' : 'person';
}
