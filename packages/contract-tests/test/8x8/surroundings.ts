import type { Webhooks8x8 } from "comms-webhooks/8x8";

declare global {
  const connect: Webhooks8x8;
}
