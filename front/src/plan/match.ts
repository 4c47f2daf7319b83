// Which server of the catalog a configured one is: by its package, its address, and only else by its name.
// The twin of generator/rules/audit/matching.py; a test holds both to the same answers.
// SPDX-License-Identifier: Apache-2.0
import type { Configured } from "./config";
import { bridgedAddress, programOf, startedPackage, unwrapped, type NamedPackage } from "./started";

/** What tells one server of the catalog from the others. */
export interface Head {
  slug: string;
  name: string;
  registry: string | null;
  /** Empty when it is not known. */
  packageName: string;
  url: string | undefined;
}
export interface Match { slug: string | undefined; how: "package" | "address" | "name" | "none" }

const AFFIXES = /^(?:mcp-server-|mcp-|server-)|(?:-mcp-server|-mcp|-server)$/g;

function spelt(registry: string | null, name: string): string {
  const lower = name.toLowerCase();
  return `${registry}:${registry === "pypi" ? lower.replace(/[-_.]+/g, "-") : lower}`;
}
const plain = (name: string): string => name.slice(0, 200).toLowerCase().replace(/[-_.\s]+/g, "-").replace(/^-+|-+$/g, "");
const bare = (name: string): string => plain(name).replace(AFFIXES, "").replace(AFFIXES, "");
const last = (name: string): string => name.split("/").at(-1)!;

function place(address: string | undefined): { host: string; path: string } | undefined {
  const found = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#]*@)?([^/?#:]+)(?::\d*)?([^?#]*)/i.exec(address ?? "");
  return found ? { host: found[1]!.toLowerCase(), path: found[2]!.replace(/\/+$/, "") } : undefined;
}

/** Looks configured servers up among those of one catalog. */
export class Matcher {
  private readonly heads: Head[];
  private readonly slugs: Set<string>;
  private readonly byPackage = new Map<string, string>();
  private readonly byName = new Map<string, Set<string>>();

  constructor(heads: Head[]) {
    this.heads = heads;
    this.slugs = new Set(heads.map((head) => head.slug));
    for (const head of heads) {
      if (head.packageName) this.byPackage.set(spelt(head.registry, head.packageName), head.slug);
      for (const name of [head.slug, head.name, last(head.packageName || head.slug)]) {
        for (const each of [plain(name), bare(name)]) {
          this.byName.set(each, (this.byName.get(each) ?? new Set()).add(head.slug));
        }
      }
    }
  }

  match({ key, command, url }: Configured): Match {
    const started = startedPackage(command);
    const address = url ?? bridgedAddress(command);
    if (started && address === undefined) return this.ofPackage(started);
    const there = this.at(address);
    if (there !== undefined) return { slug: there, how: "address" };
    const inside = unwrapped(command);
    const module = inside.indexOf("-m");
    const names = address === undefined ? [...module < 0 ? [] : inside.slice(module + 1, module + 2), programOf(inside), key] : [key];
    return this.ofName(names);
  }

  private ofPackage({ registry, name }: NamedPackage): Match {
    const slug = this.byPackage.get(spelt(registry, name));
    if (slug !== undefined) return { slug, how: "package" };
    return registry === "oci" ? this.ofName([last(name)]) : { slug: undefined, how: "none" };
  }

  private ofName(names: string[]): Match {
    for (const name of names) {
      const slug = this.named(name);
      if (slug !== undefined) return { slug, how: "name" };
    }
    return { slug: undefined, how: "none" };
  }

  private at(address: string | undefined): string | undefined {
    const asked = place(address);
    if (!asked) return undefined;
    const there = this.heads.filter((head) => place(head.url)?.host === asked.host);
    const exact = there.find((head) => place(head.url)?.path === asked.path);
    return exact?.slug ?? (there.length === 1 ? there[0]!.slug : undefined);
  }

  private named(name: string): string | undefined {
    if (this.slugs.has(plain(name))) return plain(name);
    for (const each of [plain(name), bare(name)]) {
      const found = this.byName.get(each);
      if (each && found?.size === 1) return [...found][0];
    }
    return undefined;
  }
}
