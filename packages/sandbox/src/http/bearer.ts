/** Reads the token from an `Authorization` header; undefined when the header is missing or not one bearer token. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
}
