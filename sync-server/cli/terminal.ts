import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Terminal } from './command.ts';

export function processTerminal(): Terminal {
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    error: (line) => void process.stderr.write(`${line}\n`),
    ask,
  };
}

/** Questions go to standard error, so that a redirected standard output holds the answer only. */
async function ask(question: string, hidden: boolean): Promise<string | null> {
  if (!process.stdin.isTTY && !hidden) return null;
  let muted = false;
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (!muted) process.stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
  return new Promise((resolve) => {
    lines.once('close', () => resolve(null));
    lines.question(`${question}: `, (answer) => {
      resolve(answer);
      lines.close();
      if (hidden) process.stderr.write('\n');
    });
    muted = hidden;
  });
}
