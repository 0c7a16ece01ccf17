/** The files of one embedded cluster: the data directory, and beside it what must not lie inside. */
import { basename, dirname, join, resolve } from 'node:path';

export type ClusterLayout = {
  readonly dataDir: string;
  /** Folder that holds everything below. */
  readonly parent: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly pidFile: string;
};

export function clusterLayout(dataDir: string): ClusterLayout {
  const absolute = resolve(dataDir);
  const parent = dirname(absolute);
  const name = basename(absolute);
  return {
    dataDir: absolute,
    parent,
    passwordFile: join(parent, `${name}.password`),
    logFile: join(parent, `${name}.log`),
    pidFile: join(absolute, 'postmaster.pid'),
  };
}
