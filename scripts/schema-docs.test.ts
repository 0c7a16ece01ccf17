import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { DOCUMENT, schemaDocument } from './schema-docs.ts';
import { readComments } from './schema-docs/comments.ts';

test('docs/schema.md is current: run "node scripts/schema-docs.ts"', async () => {
  expect(await readFile(DOCUMENT, 'utf8')).toBe(await schemaDocument());
}, 30_000);

describe('readComments', () => {
  const source = `
/** People. */
export const people = pgTable(
  'people',
  {
    id: id(),
    /** How they are
     * called. */
    name: text('name'),
  },
);

/** Elsewhere. */
export const far = farSchema.table('away', { id: id() });

export const bare = pgTable('bare', { id: id() });

/** Not about a table. */
export const helper = 1;
/**
 * Things | more.
 */
export const things = pgTable('things', { /** inline */ size: integer('size') });
`;

  test('joins lines, keeps tables apart, and lets a table go without', () => {
    const comments = readComments(source);
    expect([...comments.keys()]).toEqual(['people', 'far.away', 'bare', 'things']);
    expect(comments.get('people')).toMatchObject({ about: 'People.' });
    expect(comments.get('people')?.columns).toEqual(new Map([['name', 'How they are called.']]));
    expect(comments.get('bare')).toMatchObject({ about: '' });
    expect(comments.get('things')).toMatchObject({ about: 'Things | more.' });
    expect(comments.get('things')?.columns).toEqual(new Map([['size', 'inline']]));
  });
});
