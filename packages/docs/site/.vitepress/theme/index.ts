import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { WhereToStart } from "./where-to-start.ts";
import "./tokens.css";
import "./style.css";
import "./landing.css";

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component("WhereToStart", WhereToStart);
  },
};

export default theme;
