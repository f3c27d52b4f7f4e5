import { once } from "node:events";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** A registry on this machine, which has what is published to it and fetches everything else. */
export interface Registry {
  readonly url: string;
  /** A token of a user who may publish. */
  readonly token: string;
  close(): Promise<void>;
}

const user = { name: "release", password: "release" };

/** Starts Verdaccio on a free port of the loopback interface, with its files in a folder. */
export async function startRegistry(tools: string, folder: string, uplink: string): Promise<Registry> {
  const { runServer } = createRequire(join(tools, "package.json"))("verdaccio") as {
    runServer(config: object): Promise<Server>;
  };
  const server = await runServer({
    self_path: folder,
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd"), max_users: 1 } },
    uplinks: { npm: { url: uplink, timeout: "60s", max_fails: 100 } },
    packages: {
      "@comms-webhooks/*": { access: "$all", publish: "$authenticated" },
      "comms-webhooks": { access: "$all", publish: "$authenticated" },
      "**": { access: "$all", proxy: "npm" },
    },
    max_body_size: "50mb",
    web: { enable: false },
    log: { type: "stdout", format: "pretty", level: "fatal" },
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const response = await fetch(`${url}-/user/org.couchdb.user:${user.name}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(user),
  });
  const { token } = (await response.json()) as { token: string };
  return {
    url,
    token,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
