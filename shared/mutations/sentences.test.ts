import { describe, expect, test } from 'vitest';
import { changeSentence, counted, subject } from './sentences.ts';

describe('summaries', () => {
  test.each([
    [
      changeSentence(
        '20 leads',
        Array.from({ length: 20 }, () => ({ status: 'contacted' })),
      ),
      'Changed status of 20 leads to contacted',
    ],
    [changeSentence('Ann', [{ title: 'CTO', city: null }]), 'Changed title and city of Ann'],
    [changeSentence('2 leads', [{ title: 'a' }, { title: 'b' }]), 'Changed title of 2 leads'],
    [changeSentence('Ann', [{ a: 1, b: 2, c: 3, d: 4 }]), 'Changed a, b and 2 more fields of Ann'],
    [changeSentence('Ann', [{ owner_id: '01990000-0000-7000-8000-000000000001' }]), 'Changed owner of Ann'],
    [changeSentence('Ann', [{ body: 'x'.repeat(50) }]), 'Changed body of Ann'],
    [counted(1, 'entry'), '1 entry'],
    [counted(1_000, 'entry'), '1,000 entries'],
    [counted(0, 'lead'), '0 leads'],
    [subject('lead', ['Ann'], 1), 'Ann'],
    [subject('lead', [], 1), '1 lead'],
    [subject('lead', ['Ann', 'Ben'], 2), '2 leads'],
  ])('%s', (said, wanted) => {
    expect(said).toBe(wanted);
  });
});
