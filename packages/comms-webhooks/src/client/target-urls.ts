import { type Issue, issueAt, parseUrl, type StandardSchema } from "@comms-webhooks/validation";

/**
 * Names that aren't public: of this machine, of a local network, or reserved by RFC 6761, 6762, 7686, 8375, 9476 and ICANN.
 * `example.com`, `.net` and `.org` are reserved too, but they resolve, and every sample has them.
 */
const localName =
  /^(?:[^.]*|.*\.(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|test|invalid|example|onion|alt))$/;

/**
 * IPv4 addresses that are private, of one machine or link, of no host, or kept for documentation, benchmarks and the future
 * (RFC 6890): 0/8, 10/8, 100.64/10, 127/8, 169.254/16, 172.16/12, 192.0.0/24, 192.0.2/24, 192.88.99/24, 192.168/16,
 * 198.18/15, 198.51.100/24, 203.0.113/24 and 224/3. Clouds have their metadata at 169.254.169.254, 100.100.100.200 or
 * 192.0.0.192.
 */
const localV4 =
  /^(?:0|10|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.(?:0\.[02]|88\.99|168)|198\.(?:1[89]|51\.100)|203\.0\.113|22[4-9]|2[3-5]\d)\./;

/**
 * Returns a schema that first writes the URLs in a value's fields as URIs: other letters than those of ASCII are encoded, and
 * the scheme is in lower case.
 */
export function withUris<Output>(schema: StandardSchema<Output>, fields: readonly string[]): StandardSchema<Output> {
  const written = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(written);
    const entries = Object.entries(value).map(([name, part]: [string, unknown]) => [
      name,
      fields.includes(name) ? toUri(part) : written(part),
    ]);
    return Object.fromEntries(entries);
  };
  const standard = schema["~standard"];
  return {
    "~standard": {
      ...standard,
      validate: (value, options) => standard.validate(written(value), options),
    },
  };
}

function toUri(value: unknown): unknown {
  const isOdd = typeof value === "string" && /^(?!https?:)|\P{ASCII}/u.test(value);
  return isOdd && /^https?:/i.test(value) ? (parseUrl(value)?.href ?? value) : value;
}

/** Checks that a URL can get deliveries over the public network. The value is a URL by its schema. */
export function targetUrlIssues(value: string, path: Issue["path"]): Issue[] {
  const url = parseUrl(value);
  if (url === undefined) return [issueAt(path, "must be a URL with a host")];
  const { protocol, username, password, hostname } = url;
  const rules = [
    protocol !== "https:" && "begin with https://",
    (username || password) && "contain no credentials",
    isLocal(hostname) && "have a public host",
  ].filter(Boolean);
  if (rules.length === 0) return [];
  const rule = rules.join(", ").replace(/, (?=[^,]*$)/, " and ");
  const got = isLocal(hostname) ? `; got host ${JSON.stringify(hostname)}` : "";
  return [issueAt(path, `must ${rule}${got}. To accept any URL, create the client with targetUrls: "any"`)];
}

/** Returns whether a host, as `URL` writes it, isn't public: by its name or, where it is one, by its address. */
function isLocal(hostname: string): boolean {
  if (hostname.startsWith("[")) return isLocalV6(hostname.slice(1, -1));
  const name = hostname.replace(/\.+$/, "");
  return /^[\d.]+$/.test(name) ? localV4.test(name) : localName.test(name);
}

/**
 * Public IPv6 addresses are those of 2000::/3, and those of 64:ff9b::/96 and 2002::/16 for public IPv4 addresses. Of 2000::/3
 * the protocols' own 2001::/23, Teredo among them, and 2001:db8::/32 and 3fff::/20 for documentation aren't public.
 */
function isLocalV6(address: string): boolean {
  const [left = [], right = []] = address.split("::").map((half) => half.split(":").filter(Boolean));
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  const numbers = groups.map((group) => Number.parseInt(group, 16));
  const bytes = (from: number) => numbers.slice(from, from + 2).flatMap((number) => [number >> 8, number & 255]);
  const [first = 0, second = 0] = numbers;
  if (/^64,ff9b(?:,0){4},/.test(groups.join())) return localV4.test(bytes(6).join("."));
  if (first === 0x2002) return localV4.test(bytes(1).join("."));
  if (first === 0x2001) return second < 0x200 || second === 0xdb8;
  return first < 0x2000 || first > 0x3fff || (first === 0x3fff && second < 0x1000);
}

/**
 * Returns whether two URLs are the same but for what servers normalize: the case of scheme and host, a default port, an empty
 * path, and needless percent-encoding. With `"ignore slash"` a slash at the end of the path makes no difference.
 */
export function isSameUrl(one: string, other: string, slash?: "ignore slash"): boolean {
  return one === other || normalizeUrl(one, slash) === normalizeUrl(other, slash);
}

function normalizeUrl(text: string, slash?: "ignore slash"): string {
  const url = parseUrl(text);
  if (url === undefined) return text;
  if (slash) url.pathname = url.pathname.replace(/\/+$/, "");
  return url.href
    .replace(/%[\da-f]{2}/gi, (code) => code.toUpperCase())
    .replace(/%(?:2D|2E|3\d|4[1-9A-F]|5[0-9A]|5F|6[1-9A-F]|7[0-9A]|7E)/g, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[\w.~-]/.test(character) ? character : code;
    });
}
