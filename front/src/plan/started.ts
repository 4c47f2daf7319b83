// A server's command into the package or image that it starts, seen through the wrappers people put around it.
// The twin of generator/rules/audit/started.py and generator/rules/package_spec.py; a test holds both to the same answers.
// SPDX-License-Identifier: Apache-2.0

export interface NamedPackage { registry: "npm" | "pypi" | "oci"; name: string }

const words = (text: string): Set<string> => new Set(text.split(" "));
const SHELLS = words("sh bash zsh dash");
const ENGINES = words("docker podman nerdctl");
const BRIDGES = words("mcp-remote supergateway mcp-proxy");
const NO_VALUE = words("-i -t -it -ti -d --rm --init --interactive --tty --detach --privileged --read-only --no-healthcheck --quiet -q");
const UV_VALUES = words("--with -w --with-editable --with-requirements --python -p --index --default-index --index-url -i --extra-index-url"
  + " --find-links -f --constraints -c --overrides --exclude-newer --resolution --prerelease --cache-dir --config-file --directory --project"
  + " --env-file --keyring-provider --index-strategy --upgrade-package -P --refresh-package --reinstall-package --link-mode"
  + " --python-platform --torch-backend --build-constraints -b --color");
const PIPX_VALUES = words("--python --index-url -i --pip-args --path --with");
const NPX_VALUES = words("--registry --cache --prefix --userconfig -c --call --node-options");
const NPX_NAMING = words("--package -p");
const IMAGE = /^([a-z0-9][a-z0-9._/:-]*?)(?::([\p{L}\p{N}_][\p{L}\p{N}_.-]*))?(?:@(sha256:[0-9a-f]{64}))?$/u;
const PYPI = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*(?:(?:===?|@)\s*([A-Za-z0-9][^\s,;]*))?$/;
const NPM = /^((?:@[a-z0-9~-][\w.~-]*\/)?[A-Za-z0-9~-][\w.~-]*)(?:@(.+))?$/;
/** What may follow a package's name beside an exact version. */
const RANGE = /(?<=[\w\]])\s*[<>~!,;].*/s;
const SET = /^[A-Za-z_]\w*=/;

/** The program's name without its folder and ending; empty for an empty command. */
export function programOf(command: string[]): string {
  const name = command[0]?.split(command[0].includes("\\") ? /[\\/]/ : "/").filter(Boolean).at(-1) ?? "";
  return name.toLowerCase().replace(/\.exe$/, "").replace(/\.cmd$/, "");
}

/** The words of a shell's line; undefined when a quote is left open. */
function split(line: string): string[] | undefined {
  const found: string[] = [];
  const part = /\s*((?:'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[^\s'"\\])+)/y;
  for (let match = part.exec(line); match; match = part.exec(line)) {
    found.push(match[1]!.replace(/'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\([\s\S])/g, (_, plain?: string, quoted?: string, escaped?: string) =>
      plain ?? quoted?.replace(/\\(["\\])/g, "$1") ?? escaped ?? ""));
    line = line.slice(part.lastIndex);
    part.lastIndex = 0;
  }
  return line.trim() ? undefined : found;
}

/** The command inside `cmd /c`, `env A=b` and `sh -c`. */
export function unwrapped(command: string[]): string[] {
  let rest = command;
  for (let round = 0; round < 4; round++) {
    const program = programOf(rest);
    const [, first = "", second = ""] = rest;
    if (program === "cmd" && rest.length > 2 && /^\/[ck]$/i.test(first)) rest = rest.slice(2);
    else if (program === "env") {
      const start = rest.findIndex((word, at) => at > 0 && !word.startsWith("-") && !SET.test(word));
      rest = start < 0 ? [] : rest.slice(start);
    } else if (SHELLS.has(program) && rest.length > 2 && ["-c", "-lc", "-ic"].includes(first)) {
      const inside = split(second);
      if (!inside) return rest;
      rest = inside;
    } else return rest;
  }
  return rest;
}

/** The value of the naming option, else the first argument that is no option. */
function requested(given: string[], naming: Set<string>, withValue: Set<string>): string | undefined {
  for (let at = 0; at < given.length; at++) {
    const argument = given[at]!;
    const equals = argument.indexOf("=");
    const name = equals < 0 ? argument : argument.slice(0, equals);
    if (naming.has(name)) return equals < 0 ? given[at + 1] : argument.slice(equals + 1);
    if (argument === "--") return given[at + 1];
    if (!argument.startsWith("-")) return argument;
    if (equals < 0 && withValue.has(name)) at++;
  }
  return undefined;
}

function named(registry: "npm" | "pypi", requirement: string | undefined): NamedPackage | undefined {
  const name = (registry === "npm" ? NPM : PYPI).exec((requirement ?? "").trim())?.[1];
  return name === undefined ? undefined : { registry, name };
}

function ofRunner([first = "", ...rest]: string[]): NamedPackage | undefined {
  const program = first.split("/").at(-1)!.replace(/(?<=.)\.[^.]+$/, "").toLowerCase();
  const [one = "", two = ""] = rest;
  if (program === "uvx") return named("pypi", requested(rest, words("--from"), UV_VALUES));
  if (program === "uv" && one === "tool" && two === "run") return named("pypi", requested(rest.slice(2), words("--from"), UV_VALUES));
  if (program === "pipx" && one === "run") return named("pypi", requested(rest.slice(1), words("--spec"), PIPX_VALUES));
  if (program === "npx" || program === "bunx") return named("npm", requested(rest, NPX_NAMING, NPX_VALUES));
  if (["npm", "pnpm", "yarn"].includes(program) && ["exec", "x", "dlx"].includes(one)) {
    return named("npm", requested(rest.slice(1), NPX_NAMING, NPX_VALUES));
  }
  return undefined;
}

function image(given: string[]): NamedPackage | undefined {
  for (let at = 0; at < given.length; at++) {
    const argument = given[at]!;
    if (!argument.startsWith("-")) {
      const name = IMAGE.exec(argument)?.[1];
      return name === undefined ? undefined : { registry: "oci", name };
    }
    if (!argument.includes("=") && !NO_VALUE.has(argument)) at++;
  }
  return undefined;
}

/** The package or image that the command starts; undefined when it names none. */
export function startedPackage(command: string[]): NamedPackage | undefined {
  const rest = unwrapped(command);
  const program = programOf(rest);
  if (ENGINES.has(program) && rest.slice(1, 4).includes("run")) return image(rest.slice(rest.indexOf("run") + 1));
  const own = [program, ...rest.slice(1)];
  return ofRunner(own) ?? ofRunner(own.map((word) => word.replace(RANGE, "")));
}

/** The address that a bridge such as `mcp-remote` carries to the client; undefined for any other command. */
export function bridgedAddress(command: string[]): string | undefined {
  if (!BRIDGES.has(startedPackage(command)?.name ?? "")) return undefined;
  return command.find((word) => /^https?:\/\//.test(word));
}
