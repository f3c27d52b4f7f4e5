/** The environment of the tests. No value of it may be in an error. */
export const environment: Readonly<Record<string, string>> = {
  WEBEX_TOKEN: "envTokenOfWebex",
  WEBHOOK_SECRET: "envSecretOfWebhooks",
  PUBLIC_URL: "https://env-hooks.example.com",
  ACCOUNT_ID: "envAccount",
  API_KEY: "envApiKey",
  EMPTY: "",
  WRONG: "envWrongValue",
  LOCAL_URL: "http://env.internal",
  BROKEN: "env broken\nenvToken",
};

/** A file without a mistake. */
export const goodFile = `# yaml-language-server: $schema=./schema.json
webex:
  accounts:
    default:
      token: \${WEBEX_TOKEN}
      baseUrl: \${WEBEX_URL:-https://webexapis.com/v1}
      defaults:
        targetUrl: \${PUBLIC_URL}/webex
        secret: \${WEBHOOK_SECRET}
      webhooks:
        Lobby: { resource: messages, event: created, filter: roomId=abc }
        Rooms:
          resource: rooms
          event: all
          targetUrl: https://rooms.example.com
    compliance:
      token: \${WEBEX_TOKEN}
      webhooks:
        Everything:
          targetUrl: \${PUBLIC_URL}/all
          resource: meetings
          event: started
          filter: hostEmail=a@example.com
          ownedBy: org
8x8:
  accounts:
    default:
      accountId: \${ACCOUNT_ID}
      apiKey: \${API_KEY}
      region: europe
      defaults:
        url: \${PUBLIC_URL}/8x8
        httpAuthorization: Bearer \${WEBHOOK_SECRET}
      webhooks:
        "*":
          MSG: {}
          CADR:
            enabled: false
        Sales:
          CABM:
            oauth:
              url: https://auth.example.com/token
              clientId: client
              clientSecret: \${WEBHOOK_SECRET}
              credentialsLocation: header
`;
