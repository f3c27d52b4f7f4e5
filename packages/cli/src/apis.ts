import { file8x8 } from "./8x8/file-format.js";
import type { FileFormat } from "./file/file-format.js";
import { webexFile } from "./webex/file-format.js";

/** The APIs whose webhooks the file can have. A vendor is added here, and its folder hands in the rest. */
export const fileFormats: readonly FileFormat[] = [webexFile, file8x8];
