import { describe, expect, it } from "vitest";
import { targetUrlIssues } from "../../src/client/target-urls.js";
import type { BaseClientOptions, InvalidRequestError } from "../../src/index.js";
import { json, rejection } from "../helpers.js";
import { desired, listed, script, webhook } from "./script.js";

/** Hosts that are not public, and how `URL` writes them where that differs. */
const local: readonly (readonly [host: string, written?: string])[] = [
  ["localhost"],
  ["LOCALHOST", "localhost"],
  ["localhost."],
  ["localhost:8443", "localhost"],
  ["api.localhost"],
  ["a.b.localhost."],
  ["%6cocalhost", "localhost"],
  ["l%6Fcalhost%2e", "localhost."],
  ["ｌｏｃａｌｈｏｓｔ", "localhost"],
  ["printer.local"],
  ["printer.local."],
  ["host.localdomain"],
  ["metadata.google.internal"],
  ["metadata.google.internal."],
  ["metadata%2egoogle%2einternal", "metadata.google.internal"],
  ["wiki.intranet"],
  ["nas.lan"],
  ["router.home"],
  ["router.home.arpa"],
  ["mail.corp"],
  ["hooks.test"],
  ["test."],
  ["nothing.invalid"],
  ["shop.example"],
  ["expyuzz4wqqyqhjn.onion"],
  ["name.alt"],
  ["redis"],
  ["redis."],
  ["intranet:443", "intranet"],
  ["xn--mnchen-3ya"],
  ["10.0.0.0"],
  ["10.0.0.1.", "10.0.0.1"],
  ["10.255.255.255"],
  ["172.16.0.0"],
  ["172.31.255.255"],
  ["192.168.0.1"],
  ["192.168.255.255"],
  ["127.0.0.1"],
  ["127.255.255.254"],
  ["169.254.0.0"],
  ["169.254.169.254"],
  ["169.254.169.254:80", "169.254.169.254"],
  ["100.64.0.0"],
  ["100.100.100.200"],
  ["100.127.255.255"],
  ["192.0.0.192"],
  ["192.0.2.0"],
  ["192.0.2.255"],
  ["192.88.99.1"],
  ["198.51.100.7"],
  ["203.0.113.255"],
  ["198.18.0.1"],
  ["198.19.255.255"],
  ["0.0.0.0"],
  ["0.255.255.255"],
  ["224.0.0.1"],
  ["239.255.255.255"],
  ["240.0.0.1"],
  ["255.255.255.255"],
  ["2130706433", "127.0.0.1"],
  ["0x7f000001", "127.0.0.1"],
  ["0x7F.0.0.1", "127.0.0.1"],
  ["0177.0.0.1", "127.0.0.1"],
  ["017700000001", "127.0.0.1"],
  ["127.1", "127.0.0.1"],
  ["127.1.", "127.0.0.1"],
  ["10.1", "10.0.0.1"],
  ["0", "0.0.0.0"],
  ["2852039166", "169.254.169.254"],
  ["0xa9.0xfe.0251.254", "169.254.169.254"],
  ["１２７.０.０.１", "127.0.0.1"],
  ["127。0。0。1", "127.0.0.1"],
  ["%31%32%37.0.0.1", "127.0.0.1"],
  ["[::1]"],
  ["[0:0:0:0:0:0:0:1]", "[::1]"],
  ["[::]"],
  ["[fe80::1]"],
  ["[febf::1]"],
  ["[fec0::1]"],
  ["[fc00::1]"],
  ["[fd00:ec2::254]"],
  ["[fdff::1]"],
  ["[ff02::1]"],
  ["[100::1]"],
  ["[4000::1]"],
  ["[::ffff:10.0.0.1]", "[::ffff:a00:1]"],
  ["[::ffff:127.0.0.1]", "[::ffff:7f00:1]"],
  ["[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]"],
  ["[::10.0.0.1]", "[::a00:1]"],
  ["[64:ff9b::10.0.0.1]", "[64:ff9b::a00:1]"],
  ["[64:ff9b::a9fe:a9fe]"],
  ["[2001::1]"],
  ["[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]"],
  ["[2001:2::1]"],
  ["[2001:10::1]"],
  ["[2001:1ff:ffff::1]"],
  ["[2001:db8::1]"],
  ["[2001:DB8:ffff::]", "[2001:db8:ffff::]"],
  ["[3fff::1]"],
  ["[3fff:fff:ffff::1]"],
  ["[2002:7f00:1::]"],
  ["[2002:a9fe:a9fe::1]"],
  ["[2002:c0a8:1::1]"],
  // A mapped address is nothing that the network carries (RFC 6890), whatever is in it.
  ["[::ffff:8.8.8.8]", "[::ffff:808:808]"],
];

const open = [
  "example.com",
  "example.com.",
  "EXAMPLE.COM",
  "example.com:8443",
  "a.b.c.example.com",
  "xn--bcher-kva.com",
  "bücher.com",
  "shop.xn--fiqs8s",
  "exa_mple.com",
  "localhost.example.com",
  "local.example.org",
  "internal.example.net",
  "notlocalhost.com",
  "my-internal.dev",
  "10.0.0.1.example.com",
  "8.8.8.8",
  "8.8.8.8:444",
  "8.8.8.8.",
  "134744072",
  "9.255.255.255",
  "11.0.0.0",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "192.169.0.0",
  "126.255.255.255",
  "128.0.0.0",
  "169.253.255.255",
  "169.255.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "192.0.1.0",
  "192.0.3.0",
  "192.88.98.255",
  "192.88.100.0",
  "198.51.99.255",
  "198.51.101.0",
  "203.0.112.255",
  "203.0.114.0",
  "198.17.255.255",
  "198.20.0.0",
  "1.0.0.0",
  "223.255.255.255",
  "[2001:4860:4860::8888]",
  "[2001:4860:4860:0:0:0:0:8888]:8443",
  "[2a00:1450::1]",
  "[2001:200::1]",
  "[2001:db7::1]",
  "[2001:db9::1]",
  "[3ffe::1]",
  "[3fff:1000::1]",
  "[3fff:ffff::1]",
  "[64:ff9b::8.8.8.8]",
  "[2002:808:808::1]",
];

describe("a host that is not public", () => {
  it.each(local)("is rejected by name: %s", (host, written = host) => {
    const [issue, ...others] = targetUrlIssues(`https://${host}/hooks?x=1`, ["targetUrl"]);
    expect(issue).toEqual({
      path: ["targetUrl"],
      message: `targetUrl must have a public host; got host "${written}". To accept any URL, create the client with targetUrls: "any"`,
    });
    expect(others).toEqual([]);
  });

  it.each(["localhost..", "metadata.google.internal..", "127.0.0.1..", "redis.."])(
    "is rejected with more than one dot at its end: %s",
    (host) => {
      expect(targetUrlIssues(`https://${host}/`, ["targetUrl"])).toHaveLength(1);
    },
  );

  // 64:ff9b:1::/48 is for local use (RFC 8215), and other prefixes stand for no IPv4 address.
  it.each(["[64:ff9b:1::8.8.8.8]", "[64:ff9b:1:0:0:0:808:808]", "[64:ff9b:ffff::8.8.8.8]"])(
    "is rejected where it only looks like a translated address: %s",
    (host) => {
      expect(targetUrlIssues(`https://${host}/`, ["targetUrl"])).toHaveLength(1);
    },
  );
});

describe("a public host", () => {
  it.each(open)("is accepted: %s", (host) => {
    expect(targetUrlIssues(`https://${host}/hooks?x=1#y`, ["targetUrl"])).toEqual([]);
  });
});

describe("a URL", () => {
  const messagesFor = (url: string) => targetUrlIssues(url, [3, "oauth", "url"]).map(({ message }) => message);
  const rest = '. To accept any URL, create the client with targetUrls: "any"';

  it("begins with https", () => {
    expect(messagesFor("http://example.com/")).toEqual([`[3].oauth.url must begin with https://${rest}`]);
    expect(messagesFor("HTTPS://example.com/")).toEqual([]);
  });

  it.each(["user:p4ssw0rd@", "p4ssw0rd@", ":p4ssw0rd@", "u%40x:p4ssw0rd@"])("holds no credentials: %s", (userinfo) => {
    expect(messagesFor(`https://${userinfo}example.com/`)).toEqual([
      `[3].oauth.url must contain no credentials${rest}`,
    ]);
  });

  it("has all its mistakes in one message", () => {
    expect(messagesFor("http://u:p4ssw0rd@localhost/")).toEqual([
      `[3].oauth.url must begin with https://, contain no credentials and have a public host; got host "localhost"${rest}`,
    ]);
  });

  it.each(["https://", "https://[::1", "https://a b/", "https://1.2.3.4.5/", "https://u:p4ssw0rd@:99/"])(
    "has a host: %s",
    (url) => {
      expect(messagesFor(url)).toEqual(["[3].oauth.url must be a URL with a host"]);
    },
  );
});

const item = { subAccountId: "*", url: "https://hooks.example.com/8x8" };
const oauth = { clientId: "id", clientSecret: "cl1ent-secret", credentialsLocation: "body" } as const;
type Clients = ReturnType<typeof script>;
/** Where URLs of webhooks come in: the client's method, the field that is named, and a call. */
const entrances: [method: string, field: string, call: (clients: Clients, url: string) => Promise<unknown>][] = [
  ["create", "targetUrl", ({ webex }, targetUrl) => webex.create({ ...desired, targetUrl })],
  ["update", "targetUrl", ({ webex }, targetUrl) => webex.update("Zm9v", { name: "n", targetUrl })],
  ["ensure", "targetUrl", ({ webex }, targetUrl) => webex.ensure({ ...desired, targetUrl })],
  ["createOrReplace", "[1].url", ({ client8x8 }, url) => client8x8.createOrReplace([item, { ...item, url }])],
  [
    "createOrReplace",
    "[0].oauth.url",
    ({ client8x8 }, url) => client8x8.createOrReplace([{ ...item, oauth: { ...oauth, url } }]),
  ],
  ["ensure", "[0].url", ({ client8x8 }, url) => client8x8.ensure([{ ...item, url }])],
];

/** Clients of servers that have nothing and take everything. What was written to 8x8 is listed. */
const clients = (options: Partial<BaseClientOptions>) => {
  let stored: object[] = [];
  return script(options, async (request) => {
    const is8x8 = request.url.includes("8x8");
    if (request.method === "GET") return is8x8 ? json(stored) : listed();
    const body = (await request.clone().json()) as object;
    if (!is8x8) return json({ ...webhook, ...body });
    stored = body as object[];
    return new Response();
  });
};

describe.each(entrances)("%s with %s", (method, field, call) => {
  it.each(["https://localhost/a", "https://10.0.0.1/", "https://[::1]/", "https://user:p4ssw0rd@example.com/"])(
    `names ${field} where it rejects %s, and sends nothing`,
    async (url) => {
      for (const options of [{}, { targetUrls: "public-https" }] as const) {
        const { requests, ...rest } = clients(options);
        const error = (await rejection(call({ requests, ...rest }, url))) as InvalidRequestError;
        expect(error.name).toBe("InvalidRequestError");
        expect(error.message).toMatch(/^(?:create|update)\w+ was not sent: /);
        expect(error.message).toContain(` ${field} must `);
        expect(error.issues).toHaveLength(1);
        expect(requests).toHaveLength(0);
      }
    },
  );

  it.each(["http", "https", "ftp"])("shows no credentials of a URL of %s", async (scheme) => {
    for (const rest of ["@localhost/", "@exa mple/", "@", "@example.com:port/", "%zz@10.0.0.1/"]) {
      const error = await rejection(call(clients({}), `${scheme}://alice:p4ssw0rd${rest}`));
      expect(error).toMatchObject({ name: "InvalidRequestError" });
      for (const text of [(error as Error).message, JSON.stringify(error)]) expect(text).not.toMatch(/alice|p4ssw0rd/);
    }
  });

  it('accepts all of them with targetUrls: "any"', async () => {
    const hosts = ["localhost:8787", "10.0.0.1", "[::1]", "redis", "user:p4ssw0rd@example.com"];
    for (const url of hosts.map((host) => `${field.includes("oauth") ? "https" : "http"}://${host}/`)) {
      const { clock, requests, ...rest } = clients({ targetUrls: "any" });
      await clock.settle(call({ clock, requests, ...rest }, url));
      expect(requests.length).toBeGreaterThan(0);
      const written = requests.filter(({ method: verb }) => verb !== "GET");
      expect(await written.at(-1)?.clone().text()).toContain(JSON.stringify(url));
    }
  });

  it.each([
    ["https://bücher.example.com/höhe?ü=1", "https://xn--bcher-kva.example.com/h%C3%B6he?%C3%BC=1"],
    ["HTTPS://Example.com/A", "https://example.com/A"],
    ["https://Example.com:443/%7e", "https://Example.com:443/%7e"],
  ])("sends %s as a URI", async (url, sent) => {
    const { clock, requests, ...rest } = clients({});
    await clock.settle(call({ clock, requests, ...rest }, url));
    const written = requests.filter(({ method: verb }) => verb !== "GET");
    expect(await written.at(-1)?.clone().text()).toContain(JSON.stringify(sent));
  });

  it("accepts public ones", async () => {
    const { clock, requests, ...rest } = clients({});
    await clock.settle(call({ clock, requests, ...rest }, "https://example.com:8443/"));
    expect(requests.map(({ method: verb }) => verb)).toContain(method === "update" ? "PUT" : "POST");
  });
});

describe("a string that isn't a URL", () => {
  it.each(["p4ss w0rd", "p4ss\tw0rd", 'p4ss"w0rd', "p4ss@w0rd"])(
    "is rejected without showing its password %j",
    async (word) => {
      for (const [, , call] of entrances) {
        for (const host of ["example.com", "localhost"]) {
          const error = (await rejection(call(clients({}), `https://alice:${word}@${host}/`))) as InvalidRequestError;
          expect(error.name).toBe("InvalidRequestError");
          for (const text of [error.message, JSON.stringify(error)]) expect(text).not.toMatch(/alice|p4ss|w0rd/);
        }
      }
    },
  );
});
