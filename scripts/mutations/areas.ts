/** Files of a package, by globs from its folder. */
export interface Area {
  readonly package: string;
  readonly files: readonly string[];
  /** The tests that have to notice a change, by globs: those of the files, without long ones that hold other things. */
  readonly tests: readonly string[];
}

/** The code that StrykerJS changes: where a fault that no test notices loses or invents something. */
export const areas: Readonly<Record<string, Area>> = {
  signature: {
    package: "packages/comms-webhooks",
    files: [
      "src/webex/{signature,hmac.node,hmac.web}.ts",
      "src/8x8/basic-authorization.ts",
      "src/receiver/credentials.ts",
    ],
    tests: [
      "test/webex/signature.test.ts",
      "test/8x8/{basic-authorization,client,webhook-issues}.test.ts",
      "test/receiver/{credentials,receiver}.test.ts",
    ],
  },
  retry: {
    package: "packages/comms-webhooks",
    files: ["src/client/{retry-policy,retry-delay,operation-fetch}.ts"],
    tests: [
      "test/client/{abort,fetch,hooks,reauthenticate,response,retry,retry-delay,retry-policy,sending}.test.ts",
      "test/client/{api-client,options}.test.ts",
    ],
  },
  receive: {
    package: "packages/comms-webhooks",
    files: ["src/receiver/*.ts", "!src/receiver/{options,protocol}.ts"],
    tests: [
      "test/receiver/*.test.ts",
      "!test/receiver/fuzz.test.ts",
      "test/8x8/receiver.test.ts",
      "test/node/{handler,url}.test.ts",
      "test/testing/*.test.ts",
      "test/delivery-{keys,summaries}.test.ts",
    ],
  },
  ensure: {
    package: "packages/comms-webhooks",
    files: ["src/{webex,8x8}/ensure.ts"],
    tests: [
      "test/{webex,8x8}/{ensure*,plan,twins}.test.ts",
      "test/webex/{post-conditions,reconcile}.test.ts",
      "test/8x8/{client,webhook-issues}.test.ts",
    ],
  },
  errors: {
    package: "packages/comms-webhooks",
    files: ["src/errors/*.ts"],
    tests: ["test/errors/*.test.ts", "test/secrets.test.ts", "test/client/{fetch,response,retry}.test.ts"],
  },
  generators: {
    package: "scripts",
    files: ["generators/{complements,directions,localize-references,names}.ts"],
    tests: [
      "generators/{complements,directions,golden,{localize,localized}-references,names,type-values,types,validation-schemas}.test.ts",
      "generators/{compile-validators,skip-nulls,union-branches,validators}.test.ts",
      "generators/differential/{keywords,nulls,types}.test.ts",
    ],
  },
};
