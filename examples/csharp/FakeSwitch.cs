// SPDX-License-Identifier: Apache-2.0
// A fake switch: one queue, two agents. Ann does not answer, Bob does, the caller hangs up.
using System;
using LibAcd;

static class FakeSwitch {
  static readonly Engine engine = new Engine();
  static long ann;

  // Says what it is asked to do, and claims to have done it. Gives the time at which there is more to do.
  static long Run(long now) {
    int status;
    do {
      status = engine.Tick(now);
      foreach (LibAcd.Action action in engine.Actions()) {
        string kind = Acd.ActionKindStr(action.Kind), agent = engine.AgentGet(action.Agent).Name;
        Console.WriteLine("{0,3} s  {1} {2}", now / Acd.SECOND, kind, agent);
        if (action.Kind != Acd.ACTION_RING) engine.ActionResult(now, action.Id, Acd.OUTCOME_DONE, null);
        else if (action.Agent != ann) // hers rings until the engine's deadline
          engine.ActionResult(now, action.Id, Acd.OUTCOME_ACCEPTED, null);
      }
    } while (status == Acd.AGAIN);
    return engine.Deadline();
  }

  static void Main() {
    engine.Define(@"{""agents"": {""ann"": {}, ""bob"": {}},
      ""queues"": {""support"": {""members"": [""ann"", ""bob""], ""strategy"": ""linear"", ""ring_timeout_s"": 20}}}");
    long support = engine.QueueFind("support"), now = 0;
    ann = engine.AgentFind("ann");
    long call = engine.CallArrive(now, new Arrival {Queue = support, Caller = "+4930123456"});
    while (now < 80 * Acd.SECOND) now = Run(now);
    engine.CallHangup(80 * Acd.SECOND, call);
    Run(80 * Acd.SECOND);
    KpiQueue kpi = engine.KpiQueueGet(support);
    Console.WriteLine("offered {0}, answered {1} after {2} s, ring no answer {3}, talk {4} s", kpi.Offered, kpi.Answered,
      kpi.KpiAsaUs() / Acd.SECOND, kpi.NoAnswers, kpi.TalkUs / Acd.SECOND);
  }
}
