import { describe, expect, it } from "vitest";
import { memorySeenStore } from "../../src/index.js";
import { buildWebexDelivery, faults } from "../../src/testing/index.js";
import { createWebexReceiver } from "../../src/webex/index.js";
import { secret } from "./observed.js";

describe("Webex deliveries with equal bytes", () => {
  const times = async (...deliveries: Promise<Request>[]) => {
    let calls = 0;
    const on = { "*": () => calls++ };
    const receiver = createWebexReceiver({ secret, on, duplicates: { store: memorySeenStore() } });
    for (const delivery of deliveries) expect((await receiver(await delivery)).status).toBe(200);
    return calls;
  };

  it("are handled each if they report a state, which can be an earlier one again", async () => {
    const member = (isModerator: boolean) =>
      buildWebexDelivery("memberships.updated", {
        secret,
        change: { data: { id: "M", roomId: "R", personId: "P", isModerator } },
      });
    expect(await times(member(true), member(false), member(true))).toBe(3);
    for (const name of [
      "meetingParticipants.joined",
      "serviceApp.authorized",
      "adminBatchJobs.statusChanged",
      "videoMeshAlerts.triggered",
    ] as const)
      expect(await times(buildWebexDelivery(name, { secret }), buildWebexDelivery(name, { secret }))).toBe(2);
  });

  it("are handled each if the specification doesn't know the event, which may report a state", async () => {
    let calls = 0;
    const onUnknown = () => calls++;
    const receiver = createWebexReceiver({ secret, onUnknown, duplicates: { store: memorySeenStore() } });
    for (const request of faults.duplicate(
      await buildWebexDelivery("rooms.created", { secret, change: { event: "pinned" } as never }),
    ))
      expect((await receiver(request)).status).toBe(200);
    expect(calls).toBe(2);
    const created = () => buildWebexDelivery("rooms.created", { secret });
    expect(await times(created(), created())).toBe(1);
  });

  it("are handled once if they contain the time of the event", async () => {
    const call = () => buildWebexDelivery("telephony_calls.updated", { secret });
    expect(await times(call(), call())).toBe(1);
  });
});
