export type Address = { readonly to: string; readonly search: Readonly<Record<string, string>> };

/** An in-app address as text, `/leads/import?import=…`, in the two parts a `Link` takes. */
export function parseAddress(link: string): Address {
  const mark = link.indexOf('?');
  if (mark < 0) return { to: link, search: {} };
  return { to: link.slice(0, mark), search: Object.fromEntries(new URLSearchParams(link.slice(mark + 1))) };
}
