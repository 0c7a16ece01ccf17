/** Rules that span several variables. Pure. */
import type { VariableName, Variables } from './variables.ts';

export type Problem = { readonly variable: VariableName; readonly message: string };

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export function checkRules(given: Variables): readonly Problem[] {
  return [...productionProblems(given), ...electricProblems(given), ...mailProblems(given)];
}

function productionProblems(given: Variables): readonly Problem[] {
  if (given.NODE_ENV !== 'production') return [];
  const problems: Problem[] = [];
  if (given.AUTH_SECRET === undefined) {
    problems.push({ variable: 'AUTH_SECRET', message: 'is required when NODE_ENV=production' });
  }
  if (given.APP_URL === undefined) {
    problems.push({ variable: 'APP_URL', message: 'is required when NODE_ENV=production' });
  } else if (given.APP_URL.startsWith('http:') && !LOOPBACK.has(new URL(given.APP_URL).hostname)) {
    problems.push({ variable: 'APP_URL', message: 'must use https:// when NODE_ENV=production' });
  }
  return problems;
}

function electricProblems(given: Variables): readonly Problem[] {
  const problems: Problem[] = [];
  if (given.ELECTRIC_URL !== undefined && given.DATABASE_URL === undefined) {
    problems.push({
      variable: 'ELECTRIC_URL',
      message: 'needs DATABASE_URL: Electric must follow the same database',
    });
  }
  if (given.ELECTRIC_SECRET !== undefined && given.ELECTRIC_URL === undefined) {
    problems.push({ variable: 'ELECTRIC_SECRET', message: 'is set, but ELECTRIC_URL is not' });
  }
  return problems;
}

function mailProblems(given: Variables): readonly Problem[] {
  const problems: Problem[] = [];
  const needHost = (['SMTP_USER', 'SMTP_PASS', 'SMTP_FROM'] as const).filter(
    (name) => given[name] !== undefined,
  );
  if (given.SMTP_HOST === undefined) {
    return needHost.map((variable) => ({ variable, message: 'is set, but SMTP_HOST is not' }));
  }
  if (given.SMTP_FROM === undefined) {
    problems.push({ variable: 'SMTP_FROM', message: 'is required together with SMTP_HOST' });
  }
  if (given.SMTP_USER !== undefined && given.SMTP_PASS === undefined) {
    problems.push({ variable: 'SMTP_PASS', message: 'is required together with SMTP_USER' });
  }
  if (given.SMTP_PASS !== undefined && given.SMTP_USER === undefined) {
    problems.push({ variable: 'SMTP_USER', message: 'is required together with SMTP_PASS' });
  }
  return problems;
}
