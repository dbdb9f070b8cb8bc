// Who may talk to the host: a page of its own origin whose session began with the one-time token.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Access {
  /** For the URL that is printed; good for one session. */
  token: string;
  /** Takes a token for a session: the value of a Set-Cookie header, or null if the token is wrong or used up. */
  exchange(token: string): string | null;
  hasSession(request: IncomingMessage): boolean;
  /** Against DNS rebinding: the name by which the host was addressed must be its own. */
  isOwnHost(request: IncomingMessage): boolean;
  /** Whether the request comes from a page of this host. */
  isOwnOrigin(request: IncomingMessage): boolean;
}

export function createAccess(port: number): Access {
  const token = secret();
  const session = secret();
  // Cookies know no ports; two hosts on one machine must not overwrite each other's.
  const cookie = `hone-${port}`;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  let used = false;
  return {
    token,
    exchange(given) {
      if (used || !sameSecret(given, token)) return null;
      used = true;
      return `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    hasSession: ({ headers }) => sameSecret(readCookie(headers.cookie ?? '', cookie), session),
    isOwnHost: ({ headers }) => hosts.includes(headers.host ?? ''),
    isOwnOrigin: ({ headers }) =>
      headers.origin === `http://${headers.host}` && hosts.includes(headers.host ?? ''),
  };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}

function sameSecret(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function readCookie(header: string, name: string): string {
  const pairs = header.split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? '';
}
