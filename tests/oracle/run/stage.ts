/** What every seed of a run is played on: a cluster, a template and engines, made once. */
import { openReplicaEngine } from '../device/replica-engine.ts';
import { clusterAt, startCluster, type Cluster } from '../world/cluster.ts';
import { makeTemplate } from '../world/template.ts';
import type { Stage } from './simulate.ts';

export type OpenStage = Stage & { readonly close: () => Promise<void> };

/** `clusterUrl` names a running cluster; without it a throw-away one is started. */
export async function openStage(devices: number, clusterUrl?: string): Promise<OpenStage> {
  const cluster: Cluster = clusterUrl === undefined ? await startCluster() : clusterAt(clusterUrl);
  const template = await makeTemplate(cluster, `oracle_template_${process.pid}`);
  const engines = await Promise.all(Array.from({ length: devices }, () => openReplicaEngine()));
  return {
    cluster,
    template,
    engines,
    close: async () => {
      await Promise.all(engines.map((engine) => engine.close()));
      await cluster.stop();
    },
  };
}
