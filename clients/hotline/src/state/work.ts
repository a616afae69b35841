/** One request at a time, with what came of it. */
import { ref } from "vue";
import { told } from "../api/http";
import { announce } from "./announcer";

/** Runs what a button asks for; while it runs nothing else does. */
export function useWork() {
  const busy = ref(false);
  const problem = ref("");

  /** Returns whether it was done; where it was not, `problem` says why. */
  async function run(work: () => Promise<unknown>, done = ""): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = "";
    try {
      await work();
      if (done) announce(done);
      return true;
    } catch (error) {
      problem.value = told(error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy, problem, run };
}
