import disposableList from 'disposable-email-domains-js/dist/dict/disposable_email_blocklist.json' with { type: 'json' };
import freeList from 'free-email-domains/domains.json' with { type: 'json' };
import { parse } from 'tldts';
import type { CountryCode } from '../../domain/countries/country-codes.ts';
import { countryOfDomain } from '../../domain/countries/country-of-domain.ts';
import { findDomainTypo, type DomainTypo } from './big-providers.ts';

/** What a domain name tells by itself, without asking anyone on the network. */
export type DomainFacts = {
  readonly domain: string;
  /** The part someone registered (`mail.acme.co.uk` → `acme.co.uk`); the domain itself when that is unknown. */
  readonly registrable: string;
  /** `unknown`: no such public ending; `suffix`: the name is an ending itself (`co.uk`). */
  readonly suffix: 'known' | 'unknown' | 'suffix' | 'reserved';
  readonly ending: string;
  readonly isDisposable: boolean;
  readonly isFree: boolean;
  readonly typo: DomainTypo | undefined;
  /** From the country ending: a guess. */
  readonly country: CountryCode | undefined;
};

/** RFC 2606 and RFC 6761 names and private-network endings: no mail ever arrives there from outside. */
const RESERVED_ENDINGS = new Set([
  'example',
  'test',
  'invalid',
  'localhost',
  'local',
  'internal',
  'lan',
  'home',
  'corp',
  'onion',
]);
const RESERVED_DOMAINS = new Set(['example.com', 'example.net', 'example.org', 'example.edu']);

const disposable: ReadonlySet<string> = new Set(disposableList);
const free: ReadonlySet<string> = new Set(freeList);

/** The public suffix list is asked about names only: URL parsing and private suffixes are off. */
const SUFFIX_OPTIONS = {
  extractHostname: false,
  validateHostname: false,
  detectIp: false,
  allowPrivateDomains: false,
};

const CACHE_LIMIT = 50_000;

/** A memoising reader of domain facts. Lists repeat domains, and a domain's facts never change in a run. */
export function createDomainReader(): (domain: string) => DomainFacts {
  const cache = new Map<string, DomainFacts>();
  return (domain) => {
    const known = cache.get(domain);
    if (known !== undefined) return known;
    if (cache.size >= CACHE_LIMIT) cache.clear();
    const facts = readDomainFacts(domain);
    cache.set(domain, facts);
    return facts;
  };
}

/** `domain` must have passed `scanDomain`. Sources: the public suffix list and two published domain lists. */
export function readDomainFacts(domain: string): DomainFacts {
  const parsed = parse(domain, SUFFIX_OPTIONS);
  const registrable = parsed.domain ?? domain;
  const ending = domain.slice(domain.lastIndexOf('.') + 1);
  const isDisposable = disposable.has(domain) || disposable.has(registrable);
  return {
    domain,
    registrable,
    ending,
    suffix: suffixOf(registrable, ending, parsed.domain, parsed.isIcann === true),
    isDisposable,
    isFree: !isDisposable && (free.has(domain) || free.has(registrable)),
    typo: findDomainTypo(domain),
    country: countryOfDomain(domain),
  };
}

function suffixOf(
  registrable: string,
  ending: string,
  owned: string | null,
  isIcann: boolean,
): DomainFacts['suffix'] {
  if (RESERVED_ENDINGS.has(ending) || RESERVED_DOMAINS.has(registrable)) return 'reserved';
  if (!isIcann) return 'unknown';
  return owned === null ? 'suffix' : 'known';
}
