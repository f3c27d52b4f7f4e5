import type { Sandbox } from "@comms-webhooks/sandbox";
import type { DeliverySummary, Receiver, Rejection } from "comms-webhooks";

/** A delivery that a receiver has accepted. */
export interface Accepted {
  /** The JSON as it was sent. */
  readonly original: unknown;
  /** The body as it was received. */
  readonly body: Uint8Array;
  /** What doesn't match the specification, if it is a known delivery in another form. */
  readonly issue?: string | undefined;
}

/** What happens to a request to a receiver. */
export interface ReceiverHooks {
  readonly onAccepted: (delivery: Accepted) => void;
  readonly onRejected: (rejection: Rejection) => void;
  readonly onError: (error: unknown) => void;
}

/** What `listen` and `simulate` need of an API. */
export interface DeliveryApi {
  /** The vendor's name in texts. */
  readonly title: string;
  /** The environment variable that has the secret by which deliveries are verified. */
  readonly secretVariable: string;
  /** What the secret is. */
  readonly secretMeaning: string;
  /** How a delivery proves itself authentic, in a word for the terminal. */
  readonly proof: "signed" | "authorized";
  /** The fault of the sandbox that makes the proof wrong. */
  readonly wrongProof: "wrongSignature" | "wrongAuthorization";
  /** Summarizes a delivery. */
  readonly summarize: (original: unknown) => DeliverySummary;
  /** Creates a receiver. Without a secret it accepts deliveries from anyone. */
  readonly createReceiver: (secret: string | undefined, hooks: ReceiverHooks) => Receiver;
  /** Registers the webhook in a sandbox that a delivery of this name goes to. */
  readonly register: (
    sandbox: Sandbox,
    webhook: { readonly url: string; readonly secret: string | undefined; readonly delivery: string },
  ) => Promise<void>;
}
