/**
 * A file system in memory for tests of the outbox: faults on demand, and a loss of power that keeps only what was
 * synced, plus any part of what was not.
 */
import { AppError } from '../../../../shared/kernel/app-error.ts';
import type { OutboxFile, OutboxFiles } from '../files.ts';

type Node = { durable: Buffer; live: Buffer };

type Operation = 'open' | 'read' | 'write' | 'sync' | 'truncate' | 'rename' | 'syncFolder';

export type MemoryFiles = {
  readonly files: OutboxFiles;
  /** The next calls of this kind fail with a system error; a failing write leaves `partBytes` behind. */
  readonly failNext: (operation: Operation, code: string, times?: number, partBytes?: number) => void;
  /** `keep` (0 to 1) says how much of the unsynced growth of each file survives, from its start. */
  readonly losePower: (keep: number) => void;
  /**
   * The page cache is gone, and the disk had taken its pages in an order of its own: of what was not synced, each page
   * of 4 KB survives or reads as zeros, as `survives` says. The file is as long as it was.
   */
  readonly losePages: (survives: (page: number) => boolean) => void;
  /** The process is gone, the machine is not: everything written stays. */
  readonly kill: () => void;
  readonly bytes: (name: string) => Buffer;
  readonly put: (name: string, bytes: Uint8Array) => void;
  readonly names: () => readonly string[];
  readonly syncs: () => number;
};

const PAGE_BYTES = 4096;

function withoutPages({ durable, live }: Node, survives: (page: number) => boolean): Buffer {
  const left = Buffer.from(live);
  for (let page = 0; page * PAGE_BYTES < live.length; page += 1) {
    if (survives(page)) continue;
    const [from, to] = [page * PAGE_BYTES, Math.min(live.length, (page + 1) * PAGE_BYTES)];
    left.fill(0, from, to);
    if (from < durable.length) durable.copy(left, from, from, Math.min(to, durable.length));
  }
  return left;
}

export function memoryFiles(): MemoryFiles {
  let live = new Map<string, Node>();
  let durable = new Map<string, Node>();
  let generation = 0;
  let locked = false;
  let syncs = 0;
  const faults: { operation: Operation; code: string; partBytes: number }[] = [];

  async function step(
    operation: Operation,
    born: number,
    onFault?: (partBytes: number) => void,
  ): Promise<void> {
    await Promise.resolve();
    if (born !== generation) await new Promise(() => undefined);
    const index = faults.findIndex((fault) => fault.operation === operation);
    const [fault] = index < 0 ? [] : faults.splice(index, 1);
    if (!fault) return;
    onFault?.(fault.partBytes);
    throw Object.assign(new Error(`${fault.code}: injected, ${operation}`), { code: fault.code });
  }

  function opened(node: Node, born: number): OutboxFile {
    const put = (offset: number, bytes: Uint8Array): void => {
      const end = Math.max(node.live.length, offset + bytes.length);
      const grown = Buffer.alloc(end);
      node.live.copy(grown);
      grown.set(bytes, offset);
      node.live = grown;
    };
    return {
      size: async () => node.live.length,
      read: async (offset, length) => {
        await step('read', born);
        return Buffer.from(node.live.subarray(offset, offset + length));
      },
      write: async (offset, bytes) => {
        await step('write', born, (partBytes) => put(offset, bytes.subarray(0, partBytes)));
        put(offset, bytes);
      },
      sync: async () => {
        await step('sync', born);
        syncs += 1;
        node.durable = node.live;
      },
      truncate: async (size) => {
        await step('truncate', born);
        const cut = Buffer.alloc(size);
        node.live.copy(cut);
        node.live = cut;
      },
      close: async () => undefined,
    };
  }

  function filesOf(born: number): OutboxFiles {
    return {
      lock: async () => {
        if (locked) throw new AppError('locked', 'held');
        locked = true;
        return { release: async () => void (locked = false) };
      },
      open: async (name) => {
        await step('open', born);
        const node = live.get(name) ?? { durable: Buffer.alloc(0), live: Buffer.alloc(0) };
        live.set(name, node);
        return opened(node, born);
      },
      exists: async (name) => live.has(name),
      rename: async (from, to) => {
        await step('rename', born);
        const node = live.get(from);
        if (!node) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
        live.delete(from);
        live.set(to, node);
      },
      remove: async (name) => void live.delete(name),
      syncFolder: async () => {
        await step('syncFolder', born);
        durable = new Map(live);
      },
    };
  }

  return {
    get files() {
      return filesOf(generation);
    },
    failNext: (operation, code, times = 1, partBytes = 0) => {
      for (let n = 0; n < times; n += 1) faults.push({ operation, code, partBytes });
    },
    losePower: (keep) => {
      faults.length = 0;
      generation += 1;
      locked = false;
      for (const node of new Set(live.values())) {
        const grown = node.live.length - node.durable.length;
        const survives = grown > 0 ? node.durable.length + Math.floor(grown * keep) : node.durable.length;
        node.live = grown > 0 ? node.live.subarray(0, survives) : node.durable;
        node.durable = node.live;
      }
      live = new Map(keep >= 1 ? live : durable);
      durable = new Map(live);
    },
    losePages: (survives) => {
      faults.length = 0;
      generation += 1;
      locked = false;
      for (const node of new Set(live.values())) {
        node.live = withoutPages(node, survives);
        node.durable = node.live;
      }
      live = new Map(durable);
    },
    kill: () => {
      faults.length = 0;
      generation += 1;
      locked = false;
    },
    bytes: (name) => live.get(name)?.live ?? Buffer.alloc(0),
    put: (name, bytes) => {
      const content = Buffer.from(bytes);
      live.set(name, { durable: content, live: content });
      durable = new Map(live);
    },
    names: () => [...live.keys()],
    syncs: () => syncs,
  };
}
