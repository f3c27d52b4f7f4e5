import * as data from "@comms-webhooks/8x8-client/data";
import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";

/** The platform's list of error codes. */
const listed = `
1000 Invalid parameter
1001 Illegal SubAccountId
1002 Invalid MSISDN
1003 Invalid Encoding
1004 Invalid Text
1005 Invalid Source
1006 Invalid Expiry
1007 Invalid SMS Template
1008 Invalid ID
1009 Invalid Country Code
1010 Parameter out of range
1011 Invalid Schedule Time
1012 Invalid Ip Address
1014 Insecure Protocol — unsupported TLS version
1100 Bulk limit reached
1200 Unauthorized Access
1201 Access forbidden
1300 Not found
1400 Resending interval violation
2000 Internal Error
2001 Function not implemented
2002 Unsupported API version
2003 Unsupported product
3001 Missed User
3002 Missed MSISDN
3003 Invalid MSISDN
3004 Missed Content
3005 Missed Text
3006 Too long text
3007 Missed Media URL
3008 Invalid Media URL
3009 Too long ClientMessageId
3010 Invalid Content Type
3011 Too long SMS Source
3012 Missed messages
3013 Too much messages
3014 Too long ClientBatchId
3015 Missed UserId
3016 Missed WeChatUserId
3017 Too long Fallback text
3018 Invalid Country code
3019 Missed FacebookUserId
3020 Invalid DR Callback URL
3021 Empty or Invalid Location
3022 Invalid Fallback Channel
3023 Invalid Fallback Delay range
3024 Invalid Fallback Status
3025 Invalid Fallback Status Delivered
3026 Invalid Fallback Status Read
3027 Invalid Fallback SubAccount Channel
3028 Missed ZaloUserId
3029 Missed UMID
3030 Empty Template
3031 Invalid Template Name Length
3032 Invalid Template Name
3033 Too much template parameters passed
3034 Invalid template components combination
3035 SubAccount don't have channels, supported templates
3036 Empty Template language
3037 Invalid Template language
3038 Template not found
3039 Invalid Template Component type
3040 Empty template parameters
3041 Invalid Template parameter
3042 Invalid Template parameter type
3043 Template Text parameter length exceeded
3044 Template Location parameter empty
3045 Template parameter not allowed
3046 Template parameter URL is invalid
3047 Missed WhatsApp UserID
3048 Using ChatGroupId with UserId not allowed
3049 Invalid button parameter
3050 Missed KakaoId
3051 Invalid Fallback ChannelID
3052 Invalid Template Component SubType
3053 Invalid index
3060 Template is being deleted
`;

/** Codes that other operations of the platform document. */
const elsewhere = `
429 Quota exceeded
1404 Session not found
4018 Invalid job id
5001 Workflow name missing
5003 Group name already exists
7001 Request too large
`;

const codes = documentOf("8x8")["x-error-codes"] ?? {};
const shown = Object.entries(codes).map(([code, meaning]) => `${code} ${meaning}`);

describe("the error codes of 8x8", () => {
  test("are the 77 of the platform's list, with their meanings", () => {
    const lines = listed.trim().split("\n");
    expect(lines).toHaveLength(77);
    expect(shown).toEqual(expect.arrayContaining(lines));
  });

  test("include those that other operations document", () => {
    expect(shown).toEqual(expect.arrayContaining(elsewhere.trim().split("\n")));
  });

  test("are exported by the client", () => {
    expect(data.errorCodes).toEqual(codes);
  });
});
