import {
  Controller,
  type DynamicModule,
  type INestApplication,
  Module,
  type NestApplicationOptions,
  Post,
  Req,
  Res,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { type NodeHandler, toNodeHandler } from "comms-webhooks/node";
import { createWebexReceiver } from "comms-webhooks/webex";
import type { Request, Response } from "express";

/** Receives with NestJS: with the option `rawBody` it keeps the bytes, and the receiver responds by itself. */
export async function createNestApp(
  secret: string,
  onMessage: (personEmail: string) => void,
  options: NestApplicationOptions = {},
): Promise<INestApplication> {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  return NestFactory.create(WebexModule.with(toNodeHandler(receiver)), { ...options, rawBody: true });
}

@Module({})
class WebexModule {
  static with(handler: NodeHandler): DynamicModule {
    @Controller("webex")
    class WebexController {
      @Post()
      receive(@Req() request: Request, @Res() response: Response): Promise<void> {
        return handler(request, response);
      }
    }
    return { module: WebexModule, controllers: [WebexController] };
  }
}
