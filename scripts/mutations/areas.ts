/** Files of a package, by globs from its folder. */
export interface Area {
  readonly package: string;
  readonly files: readonly string[];
}

/** The code that StrykerJS changes: where a fault that no test notices loses or invents something. */
export const areas: Readonly<Record<string, Area>> = {
  signature: {
    package: "packages/comms-webhooks",
    files: [
      "src/webex/signature.ts",
      "src/webex/hmac.*.ts",
      "src/8x8/basic-authorization.ts",
      "src/receiver/credentials.ts",
    ],
  },
  retry: {
    package: "packages/comms-webhooks",
    files: ["src/client/retry-policy.ts", "src/client/retry-delay.ts", "src/client/operation-fetch.ts"],
  },
  receive: { package: "packages/comms-webhooks", files: ["src/receiver/*.ts"] },
  ensure: { package: "packages/comms-webhooks", files: ["src/webex/ensure.ts", "src/8x8/ensure.ts"] },
  errors: { package: "packages/comms-webhooks", files: ["src/errors/*.ts"] },
  generators: {
    package: "scripts",
    files: [
      "generators/directions.ts",
      "generators/complements.ts",
      "generators/names.ts",
      "generators/localize-references.ts",
    ],
  },
};
