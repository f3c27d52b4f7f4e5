import { type Issue, issueAt } from "@comms-webhooks/validation";

/** Names that aren't public: of this machine, of a local network, or reserved by RFC 6762, 8375 and ICANN. */
const localName = /^(?:[^.]*|.*\.(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa))$/;

/**
 * IPv4 networks that are private, of one machine or link, or of no host, as address and length of the prefix (RFC 6890).
 * Clouds have their metadata at 169.254.169.254, 100.100.100.200 or 192.0.0.192.
 */
const localNetworks: readonly (readonly [address: string, length: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
];

/** Checks that a URL can get deliveries over the public network. The value is a URL by its schema. */
export function targetUrlIssues(value: string, path: Issue["path"]): Issue[] {
  if (!URL.canParse(value)) return [issueAt(path, "must be a URL with a host")];
  const { protocol, username, password, hostname } = new URL(value);
  const rule = [
    protocol !== "https:" && "begin with https://",
    (username || password) && "contain no credentials",
    isLocal(hostname) && `have a public host, which ${hostname} isn't`,
  ].filter(Boolean);
  if (rule.length === 0) return [];
  return [issueAt(path, `must ${rule.join(" and ")}; a client with targetUrls: "any" accepts all URLs`)];
}

/** Returns whether a host, as `URL` writes it, isn't public: by its name or, where it is one, by its address. */
function isLocal(hostname: string): boolean {
  if (hostname.startsWith("[")) return isLocalV6(hostname.slice(1, -1));
  const name = hostname.replace(/\.+$/, "");
  return /^[\d.]+$/.test(name) ? isLocalV4(name) : localName.test(name);
}

function isLocalV4(address: string): boolean {
  return localNetworks.some(([network, length]) => prefix(address, length) === prefix(network, length));
}

function prefix(address: string, length: number): number {
  const value = address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
  return Math.floor(value / 2 ** (32 - length));
}

/** Public IPv6 addresses are those of 2000::/3, and those that stand for public IPv4 addresses. */
function isLocalV6(address: string): boolean {
  const [head = "", tail] = address.split("::");
  const parts = (text: string | undefined) => (text ? text.split(":").map((part) => Number.parseInt(part, 16)) : []);
  const [left, right] = [parts(head), parts(tail)];
  const groups = [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
  const [first = 0, second = 0, third = 0] = groups;
  const v4 = (high: number, low: number) => isLocalV4([high >> 8, high & 255, low >> 8, low & 255].join("."));
  if (groups.slice(0, 6).join() === [0x64, 0xff9b, 0, 0, 0, 0].join()) return v4(groups[6] ?? 0, groups[7] ?? 0);
  if (first === 0x2002) return v4(second, third);
  return first < 0x2000 || first > 0x3fff;
}
