// The smallest program: bundled, and run where its bundle is. No bundler can compute these values, and simplify the rest.
import { verifyWebexSignature } from "comms-webhooks/webex";

const [body = "", secret = ""]: string[] = JSON.parse('["{}", "secret"]');
const signature = "5d61605c3feea9799210ddcb71307d4ba264225f";
verifyWebexSignature({ body, signature, secret }).then((verified) => console.log(`verified: ${verified}`));
