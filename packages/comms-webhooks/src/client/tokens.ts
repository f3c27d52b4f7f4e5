import type { Auth, AuthContext } from "./options.js";
import { tokenIssues } from "./parameters.js";

/** Returns a token that a function for `auth` returned: the first one, or another in place of one that was rejected. */
export type GetToken = (rejected?: string) => Promise<unknown>;

/** How many rejected tokens are remembered. */
const maxRemembered = 100;

/**
 * Creates the source of a client's tokens. Calls whose token is rejected share one call of the function for another, and
 * none of them sends a token that is known to be rejected.
 */
export function tokenSource(auth: Exclude<Auth, string>): GetToken {
  /** What takes the place of rejected tokens. */
  const others = new Map<unknown, Promise<unknown>>();
  const ask = async (context: AuthContext): Promise<unknown> => auth(context);

  const refresh = async (rejected: string): Promise<unknown> => {
    let token: unknown = rejected;
    try {
      token = await ask({ rejected });
      return token;
    } finally {
      // Without another token, the next call tries again. With one, no rejected token leads back to itself.
      others.delete(tokenIssues(token).length > 0 ? rejected : token);
    }
  };

  return async (rejected) => {
    if (rejected !== undefined && !others.has(rejected)) {
      const [oldest] = others.keys();
      if (others.size === maxRemembered) others.delete(oldest);
      others.set(rejected, refresh(rejected));
    }
    let token: unknown = rejected ?? (await ask({ rejected }));
    for (let other = others.get(token); other; other = others.get(token)) token = await other;
    return token;
  };
}
