/**
 * Whether this desktop and its server may exchange changes. What cannot be told counts as fitting, and reading is never
 * stopped by it: only the way up waits until one of the two was updated.
 */

/** The oldest server that takes what this desktop sends. */
export const MIN_SERVER_VERSION = '0.1.0';

export type Versions = {
  readonly desktop: string;
  readonly server: string;
  /** The oldest desktop that the server takes changes from. */
  readonly minDesktop: string;
  readonly minServer?: string;
};

/** A sentence for the person, or null when they fit. Only the numbers of a version count. */
export function misfit(versions: Versions): string | null {
  const { desktop, server, minDesktop, minServer = MIN_SERVER_VERSION } = versions;
  if (isOlder(desktop, minDesktop)) {
    return `This desktop (${desktop}) is too old for its server, which asks for ${minDesktop}. Update it; what you change until then is kept here and sent afterwards.`;
  }
  if (isOlder(server, minServer)) {
    return `The server (${server}) is too old for this desktop, which needs ${minServer}. Ask whoever runs it to update it; what you change until then is kept here and sent afterwards.`;
  }
  return null;
}

function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(than)];
  if (!left || !right) return false;
  for (let at = 0; at < 3; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbersOf(version: string): readonly number[] | null {
  const found = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version.trim());
  return found ? found.slice(1).map((part) => Number(part ?? 0)) : null;
}
