import { access, constants, mkdir } from 'node:fs/promises';
import { z } from 'zod';
import { errorText } from '../../../shared/kernel/app-error.ts';
import { readConfig } from '../../config.ts';
import type { Config } from '../../config/parse.ts';
import { findBinaries } from '../../db/embedded/binaries.ts';
import { findFreePort } from '../../db/embedded/free-port.ts';
import { readFreeBytes } from '../../db/health/facts.ts';
import { judgeDisk } from '../../db/health/judge.ts';
import { textOption, type Command } from '../command.ts';

type Finding = {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly advice?: string;
};

const readinessSchema = z.object({
  status: z.string(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});

/** Looks at everything the server needs on this machine and says what to do about what is missing. */
export const doctor: Command = {
  name: 'doctor',
  usage: 'xg doctor [--data DIR] [--server URL]',
  describe: 'check versions, ports, disk, database and replication, and say what to do',
  options: { data: { type: 'string' }, server: { type: 'string' } },
  run: async (input) => {
    const data = textOption(input, 'data');
    const config = await readConfig({
      environment: { ...input.environment, ...(data === undefined ? {} : { DATA_DIR: data }) },
      directory: process.cwd(),
    });
    const findings = [checkNode()];
    if (config.ok)
      findings.push(
        ...(await checkMachine(config.value)),
        ...(await checkServer(config.value, textOption(input, 'server'))),
      );
    else
      findings.push(
        ...config.error.map((line) => ({
          name: 'configuration',
          ok: false,
          detail: line,
          advice: 'Correct it in .env or the environment; .env.example explains each variable.',
        })),
      );
    for (const finding of findings) {
      input.terminal.out(`${finding.ok ? 'ok  ' : 'FAIL'}  ${finding.name.padEnd(18)} ${finding.detail}`);
      if (!finding.ok && finding.advice) input.terminal.out(`      → ${finding.advice}`);
    }
    return findings.every((finding) => finding.ok) ? 0 : 1;
  },
};

function checkNode(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return {
    name: 'node',
    ok: major >= 24,
    detail: process.version,
    advice: 'Run through npm (npm run xg -- doctor): the project brings its own Node.',
  };
}

async function checkMachine(config: Config): Promise<readonly Finding[]> {
  return [
    await checkDataFolder(config.dataDir),
    await checkDisk(config.dataDir),
    ...(config.database.url ? [] : [await checkBinaries()]),
  ];
}

async function checkDataFolder(dataDir: string): Promise<Finding> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
    return { name: 'data folder', ok: true, detail: dataDir };
  } catch (cause) {
    return {
      name: 'data folder',
      ok: false,
      detail: errorText(cause),
      advice: `Make ${dataDir} writable, or choose another folder with --data.`,
    };
  }
}

async function checkDisk(dataDir: string): Promise<Finding> {
  try {
    const check = judgeDisk(await readFreeBytes(dataDir));
    return {
      name: 'disk',
      ok: check.status !== 'fail',
      detail: check.detail,
      advice: 'Free some space: the database needs room for its log.',
    };
  } catch (cause) {
    return { name: 'disk', ok: false, detail: errorText(cause) };
  }
}

async function checkBinaries(): Promise<Finding> {
  try {
    await findBinaries();
    return { name: 'postgres', ok: true, detail: 'binaries of the embedded Postgres found' };
  } catch (cause) {
    return {
      name: 'postgres',
      ok: false,
      detail: errorText(cause),
      advice: 'Run npm ci again, or set DATABASE_URL to a Postgres of yours.',
    };
  }
}

async function checkServer(config: Config, given: string | undefined): Promise<readonly Finding[]> {
  const url = given ?? config.appUrl ?? `http://${config.host}:${config.port}`;
  try {
    const answer = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(5_000) });
    const { checks, status } = readinessSchema.parse(await answer.json());
    return [
      { name: 'server', ok: status === 'ready', detail: `${url} is ${status.replace('_', ' ')}` },
      ...checks.map((check) => ({ ...check, name: check.name.replaceAll('_', ' ') })),
    ];
  } catch (cause) {
    const free = await findFreePort(config.port).catch(() => null);
    const port =
      free === config.port
        ? `port ${config.port} is free`
        : `port ${config.port} is taken by another program; the server would move to ${free}`;
    return [
      {
        name: 'server',
        ok: false,
        detail: `nothing of ours answers at ${url} (${errorText(cause)}); ${port}`,
        advice: 'Start it with npm run server, or name its address with --server.',
      },
    ];
  }
}
