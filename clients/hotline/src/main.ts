import { leaveKeysToInputMethod } from "@shared/composing";
import { createApp } from "vue";
import App from "./App.vue";
import "@shared/style/tokens.css";
import "@shared/style/controls.css";
import "./style/tokens.css";
import "./style/page.css";

leaveKeysToInputMethod();
createApp(App).mount("#app");
