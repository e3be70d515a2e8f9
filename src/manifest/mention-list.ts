import { MAX_PORT } from '../model/protocol.ts';
import type { Mention } from './container-resource.ts';

/** A mention before somebody says where in the object it stands. */
export type Found = Omit<Mention, 'path'>;

/** Settings of one block and stem are a host and its port. */
interface Entry {
  readonly found: Found;
  readonly block: number;
  readonly stem: string;
}

interface PortEntry {
  readonly port: number;
  readonly block: number;
  readonly stem: string;
}

const isSame = (a: Found, b: Found): boolean => a.host === b.host && a.port === b.port && a.scheme === b.scheme;

/**
 * Collects the hosts that one value names, each once. Where there are too many, those that may be no hosts at all give way
 * first. The lists are short, so they are searched rather than indexed.
 */
export class MentionList {
  readonly #most: number;
  readonly #entries: Entry[] = [];
  #ports: PortEntry[] | undefined;
  #weak = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(found: Found, block: number, stem: string): void {
    const isFull = this.#entries.length >= this.#most || (!found.isExplicit && this.#weak >= this.#most / 2);
    if (isFull) return;
    for (const entry of this.#entries) if (entry.block === block && isSame(entry.found, found)) return;
    if (!found.isExplicit) this.#weak += 1;
    this.#entries.push({ found, block, stem });
  }

  addPort(port: number, block: number, stem: string): void {
    if (port < 1 || port > MAX_PORT) return;
    this.#ports ??= [];
    if (this.#ports.length < this.#most) this.#ports.push({ port, block, stem });
  }

  /** The mentions in the order in which they were found; a host without port has the one that is said beside it. */
  finish(notHosts?: ReadonlySet<string>): Found[] {
    const result: Found[] = [];
    for (const { found, block, stem } of this.#entries) {
      if (notHosts?.has(found.host) === true) continue;
      const isOpen = found.port === undefined && found.scheme === undefined;
      const beside = isOpen ? this.#ports?.find((each) => each.block === block && each.stem === stem) : undefined;
      result.push(beside === undefined ? found : { ...found, port: beside.port });
    }
    return result;
  }
}
