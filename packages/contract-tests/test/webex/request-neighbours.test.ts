import { describeNeighbours, remove, set } from "../../src/neighbours.ts";

describeNeighbours("webex", [
  ["createWebhook.request.host", "a filter without a host", set("filter", "state=inProgress")],
  ["createWebhook.request.minimal", "the host's person id", set("filter", "hostPersonId=ada")],
  ["createWebhook.request.minimal", "a longer name", set("filter", "myhostEmail=ada")],
  ["createWebhook.request.minimal", "a host's name as a value", set("filter", "id=hostEmail=ada")],
  ["createWebhook.request.minimal", "an empty filter", set("filter", "")],
  ["createWebhook.request.minimal", "an empty secret", set("secret", "")],
  ["createWebhook.request.minimal", "ownedBy without a filter", set("ownedBy", "org")],
  ["createWebhook.request.minimal", "plain HTTP", set("targetUrl", "http://example.com:8080/?a=b#c")],
  ["createWebhook.request.minimal", "an IPv6 host", set("targetUrl", "https://[2001:db8::1]:8443/h")],
  ["updateWebhook.request", "fields that Webex ignores", set("filter", "hostEmail=ada")],
  ["updateWebhook.request", "unknown fields", set("whatever", { a: [null] })],
  ["updateWebhook.request", "any owner", set("ownedBy", "anyone")],
  ["updateWebhook.request", "no status", remove("status")],
]);
