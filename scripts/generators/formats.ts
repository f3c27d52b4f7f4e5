const character = String.raw`[\w.~:!$&'()*+,;=-]|%[0-9a-f]{2}`;
const address = String.raw`\/\/(?:(?:${character})*@)?\[[0-9a-f:.]+\](?::\d*)?(?=[/?#]|$)`;
const path = `(?:${character}|[/@])*`;
const tail = `(?:${character}|[/@?])*`;

/**
 * The format `uri` as Ajv asserts it (RFC 3986), in a quarter of the characters, since it goes into bundles. The two
 * differ in the groups of an IPv6 address only, which are not counted here.
 */
export const uri = new RegExp(String.raw`^[a-z][a-z0-9+.-]*:(?:${address})?${path}(?:\?${tail})?(?:#${tail})?$`, "i");

/** Days and months of the calendar, leap years included. */
const date =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])))$/;
const octet = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const group = "[0-9a-f]{1,4}";
const ipv4 = new RegExp(String.raw`^(?:${octet}\.){3}${octet}$`);
const ipv6 = new RegExp(`^(?:${ipv6Forms().join("|")})$`, "i");
const atom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const email = new RegExp(String.raw`^${atom}(?:\.${atom})*@(?:${label}\.)+${label}$`, "i");
const hostname =
  /^(?=.{1,253}\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i;
const uuid = /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const byte = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The forms of an IPv6 address: by the number of groups before a run of zeros, with an IPv4 address at the end or not. */
function ipv6Forms(): string[] {
  const four = String.raw`${octet}(?:\.${octet}){3}`;
  const after = (before: number) =>
    `(?:(?::${group}){1,${7 - before}}${before < 6 ? `|(?::${group}){0,${5 - before}}:${four}` : `|${four}`}|:)`;
  const some = [6, 5, 4, 3, 2, 1].map((before) => `(?:${group}:){${before}}${after(before)}`);
  return [`(?:${group}:){7}(?:${group}|:)`, ...some, `:${after(0)}`];
}

/** How a format is asserted. */
export interface AssertedFormat {
  /** Its name for the compiler: that of a function in the package of validation, if it has no expression. */
  id: string;
  /** What a message says: "must be <name>". */
  name: string;
  /** The expression, or the type of value that the function is for. */
  test: RegExp | "string" | "number";
}

/** The formats that are asserted in requests, as Ajv asserts them. Others are annotations, as in JSON Schema 2020-12. */
export const assertedFormats: Readonly<Record<string, AssertedFormat>> = {
  uri: { id: "uri", name: "a URI", test: uri },
  uuid: { id: "uuid", name: "a UUID", test: uuid },
  date: { id: "date", name: "a date", test: date },
  "date-time": { id: "isDateTime", name: "a date and time", test: "string" },
  email: { id: "email", name: "an email address", test: email },
  hostname: { id: "hostname", name: "a host name", test: hostname },
  ipv4: { id: "ipv4", name: "an IPv4 address", test: ipv4 },
  ipv6: { id: "ipv6", name: "an IPv6 address", test: ipv6 },
  int32: { id: "isInt32", name: "an integer of 32 bits", test: "number" },
  int64: { id: "isInteger", name: "an integer", test: "number" },
  byte: { id: "byte", name: "text in Base64", test: byte },
};
