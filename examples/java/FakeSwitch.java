// SPDX-License-Identifier: Apache-2.0
// A fake switch: one queue, two agents. Ann does not answer, Bob does, the caller hangs up.
import org.libacd.*;

class FakeSwitch {
  static final Engine engine = new Engine();
  static long ann;

  // Says what it is asked to do, and claims to have done it. Gives the time at which there is more to do.
  static long run(long now) {
    int status;
    do {
      status = engine.tick(now);
      for (Action action : engine.actions()) {
        String kind = Acd.actionKindStr(action.getKind()), agent = engine.agentGet(action.getAgent()).getName();
        System.out.printf("%3d s  %s %s%n", now / Acd.SECOND, kind, agent);
        if (action.getKind() != Acd.ACTION_RING) engine.actionResult(now, action.getId(), Acd.OUTCOME_DONE, null);
        else if (action.getAgent() != ann) // hers rings until the engine's deadline
          engine.actionResult(now, action.getId(), Acd.OUTCOME_ACCEPTED, null);
      }
    } while (status == Acd.AGAIN);
    return engine.deadline();
  }

  public static void main(String[] arguments) {
    engine.define("""
        {"agents": {"ann": {}, "bob": {}},
         "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20}}}""");
    long support = engine.queueFind("support"), now = 0;
    ann = engine.agentFind("ann");
    long call = engine.callArrive(now, new Arrival().setQueue(support).setCaller("+4930123456"));
    while (now < 80 * Acd.SECOND) now = run(now);
    engine.callHangup(80 * Acd.SECOND, call);
    run(80 * Acd.SECOND);
    KpiQueue kpi = engine.kpiQueueGet(support);
    System.out.printf("offered %d, answered %d after %d s, ring no answer %d, talk %d s%n", kpi.getOffered(), kpi.getAnswered(),
        kpi.asaUs() / Acd.SECOND, kpi.getNoAnswers(), kpi.getTalkUs() / Acd.SECOND);
  }
}
