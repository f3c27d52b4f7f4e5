import { inBrowser, type Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { WhereToStart } from "./where-to-start.ts";
import "@comms-webhooks/scripts/reference/tokens.css";
import "./style.css";
import "./landing.css";

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app, router }) {
    app.component("WhereToStart", WhereToStart);
    // A reference is a document of its own: the browser loads it.
    router.onBeforeRouteChange = (to) => {
      if (!inBrowser) return true;
      const { href, pathname } = new URL(to, location.href);
      if (!/\/reference\/[\w-]+\.html$/.test(pathname) || pathname === location.pathname) return true;
      location.assign(href);
      return false;
    };
  },
};

export default theme;
