import * as data from "@comms-webhooks/8x8-client/data";
import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";

const document = documentOf("8x8");

/** The vendor's list of delivery error codes: code, meaning, and Meta's code in brackets. */
const listed = {
  general: `
1 AbsentSubscriber
2 ContentRelatedError
3 DataMissing
9 EquipmentProtocolError
11 Flooding
14 InternalError
15 InvalidDestination
18 Invalid parameter
23 ConnectionError
25 Operation Aborted By Receiving Network Or User
29 PhoneRelatedError
36 Expired
41 SmscReject
42 NoCredit
43 SpamFilter
46 SubscriberNotReachable
57 UnknownError
61 SessionExpired
`,
  whatsapp: `
1000 Authentication failed (0)
1001 Method not allowed (3)
1002 Rate limit exceeded (4)
1003 Permission missing (10)
1004 Invalid value (33)
1005 Invalid parameter (100)
1006 Token expired (190)
1007 Policy violation (368)
1008 Rate limit hit (80007)
1009 Throughput exceeded (130429)
1010 Experimental number (130472)
1011 Region restriction (130497)
1012 Unknown failure (131000)
1013 Access denied (131005)
1014 Missing parameter (131008)
1015 Invalid parameter value (131009)
1016 Service down (131016)
1017 Sender = Receiver (131021)
1018 Message rejected (131026)
1019 Account locked (131031)
1020 Display name not approved (131037)
1021 Bad certificate (131045)
1022 Message window expired (131047)
1023 Spam control triggered (131048)
1024 Message suppressed (131049)
1025 Unsupported message (131051)
1026 Download failed (131052)
1027 Upload failed (131053)
1028 Sender-recipient throttled (131056)
1029 Account under maintenance (131057)
1030 Wrong number of params (132000)
1031 Template missing (132001)
1032 Text too long (132005)
1033 Template violation (132007)
1034 Wrong param format (132012)
1035 Template paused (132015)
1036 Template disabled (132016)
1037 Flow blocked (132068)
1038 Flow throttled (132069)
1039 Deregistration failed (133000)
1040 Server unavailable (133004)
1041 PIN mismatch (133005)
1042 Reverification required (133006)
1043 Too many guesses (133008)
1044 PIN entry too fast (133009)
1045 Number not registered (133010)
1046 Retry after delay (133015)
1047 Too many attempts (133016)
1048 Unknown client-side issue (135000)
1049 Too many sync calls (2593107)
1050 Sync time expired (2593108)
1051 Message can't be delivered (131050)
1052 Permanent permission already exists (138017)
1053 Call permission limit reached (138009)
1054 BSUID Not Supported (131062)
`,
  viber: `
2000 Successfully sent
2001 Internal server error
2002 Invalid service ID
2003 Bad request structure
2004 Incorrect message type
2005 Missing parameters
2006 Timeout
2007 User blocked
2008 Not a Viber user
2009 No suitable device
2010 Unauthorized IP or ID
2012 Bad label
2013 Invalid TTL
2014 Session message limit reached
2015 Unsupported file format
2016 Filename too long
2017 Thumbnail too long
2018 File too large
2019 Video too long
2020 Template ID not found
2021 Template validation failed
2022 Incompatible with Version
2023 Invalid destination number
2024 Invalid List Message Parameter
2025 Invalid Carousel Message Parameter
`,
};

/** The addresses of messaging products by the vendor's list of 2025-10-13. */
const addresses = {
  asiaPacific: "52.220.117.120 52.220.109.9 18.136.13.204",
  northAmerica: "50.112.250.190 100.21.170.42 52.10.10.63",
  europe: "34.142.20.188 34.142.64.178 34.39.69.103 34.39.114.155",
  indonesia: "34.101.157.207 34.101.215.77 34.34.217.244 34.101.109.67",
};

describe("the error codes of receipts", () => {
  test.each([
    ["general", 18],
    ["whatsapp", 55],
    ["viber", 25],
  ] as const)("of %s include the %i of the vendor's list, with Meta's codes", (channel, count) => {
    const lines = listed[channel].trim().split("\n");
    expect(lines).toHaveLength(count);
    const shown = Object.entries(document["x-receipt-error-codes"]?.[channel] ?? {}).map(
      ([code, { name, metaCode }]) => `${code} ${name}${metaCode === undefined ? "" : ` (${metaCode})`}`,
    );
    expect(shown).toEqual(expect.arrayContaining(lines));
  });

  test("are exported by the client, apart from the API's own codes, although many numbers are in both", () => {
    expect(data.receiptErrorCodes).toEqual(document["x-receipt-error-codes"]);
    expect(Object.keys(data.receiptErrorCodes)).toEqual(expect.arrayContaining(Object.keys(listed)));
    const both = Object.keys(data.receiptErrorCodes.whatsapp).filter((code) => code in data.errorCodes);
    expect(both.length).toBeGreaterThan(0);
    expect(data.receiptErrorCodes.viber["2000"].name).toBe("Successfully sent");
    expect(data.errorCodes["2000"]).toMatch(/internal error/i);
    expect(document.info.description).toMatch(/error codes of delivery receipts are a different set/);
  });
});

describe("the source addresses", () => {
  test("are those of the vendor's list, by region and with its date", () => {
    const lists = Object.entries(addresses).map(([region, list]) => [region, list.split(" ")]);
    expect(document["x-source-addresses"]).toEqual({ date: "2025-10-13", regions: Object.fromEntries(lists) });
    expect(data.sourceAddresses).toEqual(document["x-source-addresses"]);
    expect(Object.keys(data.sourceAddresses.regions).sort()).toEqual([...data.regions].sort());
  });
});
