import { expect, test } from 'vitest';
import { misfit } from './compatibility.ts';

test.each([
  { name: 'both as they should be', desktop: '1.2.0', server: '1.2.0', says: null },
  { name: 'the very oldest that is taken', desktop: '1.1.0', server: '1.0.0', says: null },
  { name: 'a number is a number', desktop: '1.10.0', server: '1.0.0', says: null },
  { name: 'a newer desktop', desktop: '2.0.0', server: '1.0.0', says: null },
  { name: 'an old desktop', desktop: '1.0.9', server: '1.2.0', says: 'This desktop (1.0.9) is too old' },
  {
    name: 'a release candidate counts as its release',
    desktop: 'v1.1.0-rc.1',
    server: '1.0.0',
    says: null,
  },
  {
    name: 'an old server',
    desktop: '1.2.0',
    server: '0.9',
    says: 'The server (0.9) is too old for this desktop',
  },
  { name: 'what cannot be told', desktop: 'dev', server: 'unknown', says: null },
])('$name', ({ desktop, server, says }) => {
  const said = misfit({ desktop, server, minDesktop: '1.1.0', minServer: '1.0.0' });
  if (says === null) expect(said).toBeNull();
  else expect(said).toContain(says);
});
