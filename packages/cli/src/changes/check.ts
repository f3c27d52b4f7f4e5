import type { Health, OpenAccount } from "../accounts.js";

/** A webhook's health, with its account and since when it isn't healthy, as far as this command has seen. */
export interface Checked extends Health {
  readonly account: OpenAccount;
  readonly since: Date | undefined;
}

/** Since when webhooks are in a state that isn't healthy. */
export type Seen = Map<string, { readonly state: string; readonly since: Date }>;

/** Checks the webhooks of accounts. `seen` is kept from one check to the next. */
export async function check(accounts: readonly OpenAccount[], seen: Seen, now: Date): Promise<Checked[]> {
  const found = await Promise.all(accounts.map((account) => account.health()));
  return accounts.flatMap((account, index) =>
    (found[index] ?? []).map((health) => {
      const key = JSON.stringify([account.title, health.webhook]);
      const known = seen.get(key);
      seen.delete(key);
      if (health.isHealthy) return { ...health, account, since: undefined };
      const since = known?.state === health.state ? known.since : now;
      seen.set(key, { state: health.state, since });
      return { ...health, account, since };
    }),
  );
}

/** Returns the exit code of a check: 0, or 2 where something isn't healthy. */
export function codeOf(checked: readonly Checked[]): number {
  return checked.every(({ isHealthy }) => isHealthy) ? 0 : 2;
}
