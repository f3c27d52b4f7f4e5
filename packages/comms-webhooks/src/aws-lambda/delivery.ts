import { BodyConsumedError, type BodyProblem, type IncomingDelivery } from "../receiver/delivery.js";
import { type ParsedHeaders, parsedHeader, toHeaders } from "../receiver/parsed-headers.js";

/**
 * An HTTP request as AWS passes it to a function: from API Gateway (payload format 1.0 or 2.0), a function URL or an
 * Application Load Balancer.
 */
export interface LambdaEvent {
  /** Of API Gateway with format 1.0 and of a load balancer. Format 2.0 and function URLs have it in `requestContext`. */
  readonly httpMethod?: string | undefined;
  /** Absent from events of emulators, and of other platforms that use format 1.0. */
  readonly requestContext?: object | null | undefined;
  /** The headers. Of several values the last one, or all of them joined, as the source does. */
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  /** All values of each header. A load balancer with multi-value headers sends no others. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
  /** Of API Gateway with format 1.0 and of a load balancer. */
  readonly path?: string | undefined;
  /** The query by names. A load balancer passes it as it was sent, API Gateway decoded. */
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null | undefined;
  /** All values of each name of the query. */
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
  /** Of format 2.0 and function URLs. */
  readonly rawPath?: string | undefined;
  /** The query as it was sent. Of format 2.0 and function URLs. */
  readonly rawQueryString?: string | undefined;
  /** The body, as text or in base64. */
  readonly body?: string | null | undefined;
  /** Whether `body` is in base64. Default: no. */
  readonly isBase64Encoded?: boolean | undefined;
}

/** Returns whether an event is one of an Application Load Balancer. */
export function isOfLoadBalancer({ requestContext }: LambdaEvent): boolean {
  return "elb" in Object(requestContext);
}

/** A delivery through AWS Lambda. */
export class LambdaDelivery implements IncomingDelivery {
  readonly method: string;
  readonly #event: LambdaEvent;

  /** @throws {TypeError} if the event isn't an HTTP request. */
  constructor(event: LambdaEvent) {
    const { http } = Object(event?.requestContext) as { readonly http?: { readonly method?: unknown } };
    const method = event?.httpMethod ?? http?.method;
    if (typeof method !== "string") {
      throw new TypeError("event must be an HTTP request of API Gateway, a function URL or a load balancer.");
    }
    this.method = method.toUpperCase();
    this.#event = event;
  }

  /** The path includes the stage of API Gateway, as it does in the webhook's URL. */
  get url(): string {
    const { rawPath, path = rawPath, rawQueryString, queryStringParameters, requestContext } = this.#event;
    const parameters = this.#event.multiValueQueryStringParameters ?? queryStringParameters ?? {};
    const encode = isOfLoadBalancer(this.#event) ? String : encodeURIComponent;
    const pairs = Object.entries(parameters).flatMap(([name, values = []]) =>
      [values].flat().map((value) => `${encode(name)}=${encode(value)}`),
    );
    const query = rawQueryString ?? pairs.join("&");
    const { path: staged = path ?? "/" } = Object(requestContext) as { readonly path?: string };
    const scheme = this.header("x-forwarded-proto") ?? "https";
    return `${scheme}://${this.header("host") ?? "localhost"}${staged}${query && `?${query}`}`;
  }

  /** `headers` has only the last value of a repeated header where there is `multiValueHeaders`. */
  header(name: string): string | undefined {
    const { headers, multiValueHeaders } = this.#event;
    return parsedHeader(multiValueHeaders ?? {}, name) ?? parsedHeader(headers ?? {}, name);
  }

  headers(): Headers {
    const { headers, multiValueHeaders } = this.#event;
    return toHeaders({ ...headers, ...multiValueHeaders } satisfies ParsedHeaders);
  }

  /** @throws {BodyConsumedError} if a middleware has replaced the body by what it parsed. */
  async body(limit: number): Promise<Uint8Array<ArrayBuffer> | BodyProblem> {
    const { body, isBase64Encoded } = this.#event;
    if (typeof (body ?? "") !== "string") throw new BodyConsumedError();
    const bytes = Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");
    return bytes.byteLength > limit ? "too-large" : bytes;
  }
}
