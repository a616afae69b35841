/** The parts of Element Plus that this page uses, each with its style, and no more. */
import {
  ElConfigProvider as ConfigProvider,
  ElOption as Option,
  ElSelect as Select,
} from "element-plus";
import "element-plus/theme-chalk/base.css";
import "element-plus/theme-chalk/el-alert.css";
import "element-plus/theme-chalk/el-button.css";
import "element-plus/theme-chalk/el-dialog.css";
import "element-plus/theme-chalk/el-drawer.css";
import "element-plus/theme-chalk/el-input.css";
import "element-plus/theme-chalk/el-option.css";
import "element-plus/theme-chalk/el-overlay.css";
import "element-plus/theme-chalk/el-popper.css";
import "element-plus/theme-chalk/el-scrollbar.css";
import "element-plus/theme-chalk/el-select.css";
import "element-plus/theme-chalk/el-select-dropdown.css";
import "element-plus/theme-chalk/el-tag.css";

export { ElAlert, ElButton, ElDialog, ElDrawer, ElInput, ElTag } from "element-plus";
export { default as chinese } from "element-plus/es/locale/lang/zh-cn";

type Loose<Exposed = object> = new () => {
  $props: Record<string, unknown>;
  $slots: { default?: () => unknown };
} & Exposed;

// The types of these three name the definitions of their props, not the props.
export const ElConfigProvider = ConfigProvider as unknown as Loose;
export const ElOption = Option as unknown as Loose;
export const ElSelect = Select as unknown as Loose<{
  focus(): void;
  blur(): void;
  expanded: boolean;
  toggleMenu(): void;
}>;
