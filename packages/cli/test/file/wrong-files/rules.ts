import { goodFile } from "../good-file.js";
import { edit, type WrongFile } from "./edit.js";

/** Files that break a rule of the APIs or of the clients. */
export const rules: WrongFile[] = [
  [
    "has an unknown resource",
    edit("resource: rooms", "resource: ▶room"),
    "resource must be one of",
    "Did you mean rooms?",
  ],
  ["has an unknown event", edit("event: all", "event: ▶al"), "event must be", "Did you mean all?"],
  [
    "has a proven, undocumented pair",
    edit("resource: rooms\n          event: all", "resource: telephony_calls\n          event: ▶all"),
    "isn't documented",
    "undocumented: true",
  ],
  [
    "has an unknown filter",
    edit("filter: roomId=abc", "filter: ▶rooId=abc"),
    "did you mean roomId?",
    "undocumented: true",
  ],
  [
    "has a filter of an organization without ownedBy",
    edit("          ownedBy: org\n", "").replace("▶", "").replace("        Everything:", "        ▶Everything:"),
    "ownedBy must be",
    "ownedBy",
  ],
  ["has a wrong owner", edit("ownedBy: org", "ownedBy: ▶me"), 'ownedBy must be "org"', "Write org"],
  [
    "has a wrong event from the environment",
    edit("event: all", "event: ▶${WRONG}"),
    "got the value of ${WRONG}",
    "one of these",
  ],
  [
    "has a wrong resource from the environment",
    edit("resource: rooms", "resource: ▶${WRONG}"),
    "got the value of ${WRONG}",
    "one of these",
  ],
  [
    "has a wrong region from the environment",
    edit("region: europe", "region: ▶${WRONG}"),
    "region must be one of",
    "one of these",
  ],
  [
    "has a wrong flag from the environment",
    edit("enabled: false", "enabled: ▶${WRONG}"),
    "enabled must be true or false",
    "true or false",
  ],
  [
    "has a wrong filter from the environment",
    edit("filter: roomId=abc", 'filter: ▶"${WRONG}=1"'),
    "an unknown name",
    "undocumented: true",
  ],
  [
    "has a local URL from the environment",
    edit("https://rooms.example.com", "▶${LOCAL_URL}/x"),
    "got the value of ${LOCAL_URL}/x",
    "targetUrls: any",
  ],
  [
    "has a wrong URL in the defaults",
    edit("${PUBLIC_URL}/8x8", "▶${WRONG}/8x8"),
    "url must be",
    "environment variable",
  ],
  [
    "has a URL with credentials",
    edit("https://rooms.example.com", "▶https://user:hunter2@rooms.example.com"),
    "credentials",
    "targetUrls: any",
  ],
  [
    "has a local URL",
    edit("https://rooms.example.com", "▶http://localhost:3000"),
    'got host "localhost"',
    "targetUrls: any",
  ],
  [
    "has a URL without a scheme",
    edit("https://rooms.example.com", "▶rooms.example.com"),
    "targetUrl must be",
    "Correct targetUrl",
  ],
  [
    "has an insecure token URL",
    edit("https://auth.example.com/token", "▶http://auth.example.com/token"),
    "oauth.url must be",
    "Correct oauth.url",
  ],
  [
    "has a token with a line break",
    edit("apiKey: ${API_KEY}", "apiKey: ▶${BROKEN}"),
    "apiKey must be a token",
    "environment variable",
  ],
  [
    "has a token behind Bearer",
    edit("apiKey: ${API_KEY}", "apiKey: ▶Bearer ${API_KEY}"),
    "apiKey must be a token",
    "environment variable",
  ],
  [
    "has a header with a line break",
    edit("Bearer ${WEBHOOK_SECRET}", "▶Bearer ${BROKEN}"),
    "httpAuthorization must be a header value",
    "environment variable",
  ],
  [
    "has a wrong base URL",
    edit("${WEBEX_URL:-https://webexapis.com/v1}", "▶webexapis.com"),
    "baseUrl must be an http or https URL",
    "Correct baseUrl",
  ],
  ["has a wrong region", edit("region: europe", "region: ▶erope"), 'got "erope"', "Did you mean europe?"],
  [
    "has wrong target URLs",
    edit("region: europe", "region: europe\n      targetUrls: ▶all"),
    "targetUrls must be",
    "Correct targetUrls",
  ],
  [
    "has no token",
    edit("    compliance:\n      token: ${WEBEX_TOKEN}", "    ▶compliance:"),
    "token is required",
    "${NAME}",
  ],
  [
    "has no account id",
    goodFile
      .replace("8x8:\n  accounts:\n    default", "8x8:\n  accounts:\n    ▶default")
      .replace(/ *accountId.*\n/, ""),
    "accountId is required",
    "accountId",
  ],
  [
    "has no resource",
    edit("        Rooms:\n          resource: rooms", "        ▶Rooms:"),
    "resource is required",
    "defaults",
  ],
  [
    "has no URL",
    goodFile.replace("        Everything:", "        ▶Everything:").replace(/ *targetUrl: \$\{PUBLIC_URL\}\/all\n/, ""),
    "targetUrl is required",
    "defaults",
  ],
  [
    "has no client id",
    goodFile.replace("            oauth:", "            ▶oauth:").replace(/ *clientId.*\n/, ""),
    "oauth.clientId is required",
    "clientId",
  ],
  [
    "has both forms of authorization",
    edit(
      "            enabled: false",
      '            httpAuthorization: ▶"${WEBHOOK_SECRET}"\n            oauth: { url: https://a.example.com, clientId: a, clientSecret: "${API_KEY}", credentialsLocation: body }',
    ),
    "must be absent or empty",
    "Remove httpAuthorization",
  ],
  [
    "has both forms of authorization as defaults",
    edit(
      "        httpAuthorization: Bearer",
      '        oauth: { url: https://a.example.com, clientId: a, clientSecret: "${API_KEY}", credentialsLocation: body }\n        httpAuthorization: ▶Bearer',
    ),
    "httpAuthorization must be absent",
    "Keep one",
  ],
];
