/** A mistake with a function, and what the compiler has to say of it. */
export type WrongUse = readonly [code: string, message: RegExp];

const webhook = '{ name: "n", targetUrl: "https://hooks.example.com", resource: "rooms", event: "all" }';
const guard: WrongUse = ["(error as Error, 2)", /Expected 1 arguments, but got 2/];
const boundary: WrongUse = ["({})", /Property 'handle' is missing/];

/** One mistake with each function that users call, by entry point: what follows the function's name. */
export const wrongUses: Readonly<Record<string, Readonly<Record<string, WrongUse>>>> = {
  "comms-webhooks": {
    createRedactor: ['("secret")', /'string' is not assignable to parameter of type 'readonly string\[\]'/],
    isAbortError: guard,
    isCommsWebhooksError: guard,
    isHttpError: guard,
    isInvalidRequestError: guard,
    isInvalidResponseError: guard,
    isNetworkError: guard,
    isPostConditionError: guard,
    isTimeoutError: guard,
    memorySeenStore: ['({ max: "10" })', /'string' is not assignable to type 'number'/],
    redisSeenStore: ["({ url: 'redis://127.0.0.1' })", /'url' does not exist in type 'RedisCommand'/],
  },
  "comms-webhooks/webex": {
    createWebexDispatcher: ['({ on: { "messages.creatd"() {} } })', /'"messages.creatd"' does not exist/],
    createWebexReceiver: ["({ on: {} })", /Property 'secret' is missing/],
    createWebexWebhooks: ["({ auth: undefined })", /'undefined' is not assignable to type 'Auth'/],
    fetchResource: ['({ resource: "messages" }, { auth: "t" })', /Property 'data' is missing/],
    resourceUrl: ['("messages")', /'string' is not assignable to parameter of type 'ResourceReference/],
    verifyWebexSignature: ['({ body: "", secret: "s" })', /Property 'signature' is missing/],
    webexDeliveryKey: ['({}, "body")', /'string' is not assignable to parameter of type 'Uint8Array/],
    webexDeliverySummary: ["()", /Expected 1 arguments, but got 0/],
    webhookIssues: [`(${webhook}, { undocumented: 1 })`, /'number' is not assignable to type 'boolean/],
  },
  "comms-webhooks/8x8": {
    basicAuthorization: ['("user")', /Expected 2 arguments, but got 1/],
    create8x8Dispatcher: ["({ on: { inbound_message() {} } })", /'inbound_message' does not exist/],
    create8x8Receiver: ["({ on: {} })", /Property 'authorization' is missing/],
    create8x8Webhooks: ['({ accountId: "a", auth: "k", region: "mars" })', /'"mars"' is not assignable/],
    deliveryKey8x8: ['({}, "body")', /'string' is not assignable to parameter of type 'Uint8Array/],
    deliverySummary8x8: ["()", /Expected 1 arguments, but got 0/],
    webhookIssues: ["([], { undocumented: true })", /'undocumented' does not exist/],
  },
  "comms-webhooks/node": { toNodeHandler: boundary },
  "comms-webhooks/aws-lambda": { toLambdaHandler: boundary },
  "comms-webhooks/bullmq": {
    createBullQueue: ["({})", /Property 'connection' is missing/],
    createBullWorker: ["({ connection: {} })", /Property 'dispatch' is missing/],
    jobId: ["(5)", /'number' is not assignable to parameter of type 'string'/],
  },
  "comms-webhooks/testing": {
    build8x8Delivery: ['("messages.created")', /'"messages.created"' is not assignable to parameter/],
    buildWebexDelivery: ['("messages.created", { secret: 5 })', /'number' is not assignable to type 'string'/],
    "faults.duplicate": ['("body")', /'string' is not assignable to parameter of type 'Request'/],
    "faults.oversize": ['("body")', /'string' is not assignable to parameter of type 'Request'/],
    "faults.reorder": ["(5)", /'number' is not assignable to parameter of type 'readonly unknown\[\]'/],
    "faults.slow": ["(new Request('https://a.example'))", /Expected 2 arguments, but got 1/],
    "faults.truncated": ['("body")', /'string' is not assignable to parameter of type 'Request'/],
    "faults.withByteOrderMark": ['("body")', /'string' is not assignable to parameter of type 'Uint8Array/],
    "faults.wrongAuthorization": ['("body")', /'string' is not assignable to parameter of type 'Request'/],
    "faults.wrongSignature": ['("body")', /'string' is not assignable to parameter of type 'Request'/],
    signWebexDelivery: ['("body")', /Expected 2 arguments, but got 1/],
  },
  "@comms-webhooks/sandbox": {
    createManualClock: ["(new Date())", /'Date' is not assignable to parameter of type 'number'/],
    createSandbox: ["({ receive: () => 200 })", /'number' is not assignable to type '.*Response/],
    isLoopbackUrl: ["(new URL('http://127.0.0.1'))", /'URL' is not assignable to parameter of type 'string'/],
    isSandboxListenError: guard,
  },
  "@comms-webhooks/sandbox/cli": { runCli: ['(["--port"])', /Expected 2-3 arguments, but got 1/] },
  "@comms-webhooks/cli": { runCli: ['(["plan"], {})', /missing the following properties from type 'Io'/] },
  "@comms-webhooks/webex-client": { createClient: ['("token")', /'"token"' has no properties in common/] },
  "@comms-webhooks/8x8-client": { createClient: ['("token")', /'"token"' has no properties in common/] },
};
