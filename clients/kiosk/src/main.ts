import { leaveKeysToInputMethod } from "@shared/composing";
import { createApp } from "vue";
import "vant/es/style/base.css";
import "@shared/style/tokens.css";
import "@shared/style/controls.css";
import "./slip/slip.css";
import "./style/kiosk.css";
import "./style/themes.css";
import App from "./App.vue";
import { inTrouble } from "./trouble";

leaveKeysToInputMethod();
const app = createApp(App);
app.config.errorHandler = inTrouble;
app.mount("#app");
