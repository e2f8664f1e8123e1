// SPDX-License-Identifier: Apache-2.0
// Runs scripts.txt by the package for Java; has to print what run.c prints.
// usage: Run.java SCRIPTS [--digests]
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.libacd.*;

class Run {
  /** What a word of the scripts does with those behind it. */
  interface Command {
    void run(String[] words);
  }

  /** A command of the engine's to one call, agent or queue. */
  interface To {
    void run(long now, long whom, String[] words);
  }

  interface Find {
    long id(String name);
  }

  record Target(int kind, long id, String number) {}

  final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  final Map<String, Command> commands = new HashMap<>();
  Map<String, Long> labels;
  Map<Long, String> names;
  List<Action> pending;
  Engine engine;
  long now;

  static long number(String word) {
    return Long.parseLong(word);
  }

  static int small(String word) {
    return Integer.parseInt(word);
  }

  static long found(Find find, String name) {
    try {
      return find.id(name);
    } catch (NotFoundException none) {
      return 0;
    }
  }

  long call(String label) {
    return labels.getOrDefault(label, 0L);
  }

  long agent(String name) {
    return found(engine::agentFind, name);
  }

  long queue(String name) {
    return found(engine::queueFind, name);
  }

  void label(String name, long id) {
    labels.put(name, id);
    names.putIfAbsent(id, name);
  }

  Target target(String kind, String name) {
    return switch (kind) {
      case "agent" -> new Target(Acd.TARGET_AGENT, agent(name), null);
      case "queue" -> new Target(Acd.TARGET_QUEUE, queue(name), null);
      case "flow" -> new Target(Acd.TARGET_FLOW, found(engine::flowFind, name), null);
      default -> new Target(Acd.TARGET_NUMBER, 0, name);
    };
  }

  void arrive(String[] words) {
    Arrival arrival = new Arrival();
    for (int i = 1; i + 1 < words.length; i += 2) {
      String value = words[i + 1];
      switch (words[i]) {
        case "number" -> arrival.setNumber(value);
        case "caller" -> arrival.setCaller(value);
        case "queue" -> arrival.setQueue(queue(value));
        case "flow" -> arrival.setFlow(found(engine::flowFind, value));
        case "priority" -> arrival.setPriority(number(value));
        case "ref" -> arrival.setHostRef(number(value));
        case "attributes" -> arrival.setAttributes(value);
        case "waited_us" -> arrival.setWaitedUs(number(value));
        case "skill" -> arrival.require(found(engine::skillFind, value), 1);
        case "prefer" -> arrival.prefer(agent(value));
        default -> throw new IllegalArgumentException(words[i]);
      }
    }
    label(words[0], engine.callArrive(now, arrival));
  }

  void result(String[] words) {
    long id = 0, outcome = 1;
    for (Action action : pending)
      if (Acd.actionKindStr(action.getKind()).equals(words[0]) && action.getCall() == call(words[1])
          && (words[2].equals("-") || action.getAgent() == agent(words[2])))
        id = action.getId();
    while (!Acd.outcomeStr(outcome).equals(words[3])) outcome++;
    engine.actionResult(now, id, outcome, words.length > 4 ? words[4] : null);
  }

  void to(Find find, String name, To command) {
    commands.put(name, words -> command.run(now, find.id(words[0]), Arrays.copyOfRange(words, 1, words.length)));
  }

  void calls() {
    to(this::call, "hangup", (t, c, w) -> engine.callHangup(t, c));
    to(this::call, "hold", (t, c, w) -> engine.callHold(t, c));
    to(this::call, "resume", (t, c, w) -> engine.callResume(t, c));
    to(this::call, "complete", (t, c, w) -> engine.callComplete(t, c));
    to(this::call, "conference", (t, c, w) -> engine.callConference(t, c));
    to(this::call, "park", (t, c, w) -> engine.callPark(t, c));
    to(this::call, "record", (t, c, w) -> engine.callRecord(t, c, small(w[0])));
    to(this::call, "prioritize", (t, c, w) -> engine.callPrioritize(t, c, number(w[0])));
    to(this::call, "keys", (t, c, w) -> engine.callKeys(t, c, w[0]));
    to(this::call, "set", (t, c, w) -> engine.callSet(t, c, w[0], w[1]));
    to(this::call, "require",
        (t, c, w) -> engine.callRequire(t, c, List.of(new Requirement(found(engine::skillFind, w[0]), number(w[1])))));
    to(this::call, "move", (t, c, w) -> engine.callMove(t, c, queue(w[0]), small(w[1])));
    to(this::call, "also", (t, c, w) -> engine.callAlso(t, c, queue(w[0])));
    to(this::call, "also_end", (t, c, w) -> engine.callAlsoEnd(t, c, queue(w[0])));
    to(this::call, "pick_up", (t, c, w) -> engine.callPickUp(t, c, agent(w[0]), 0));
    to(this::call, "cancel", (t, c, w) -> engine.callbackCancel(t, c));
    to(this::call, "transfer", (t, c, w) -> {
      Target whom = target(w[0], w[1]);
      engine.callTransfer(t, c, whom.kind, whom.id, whom.number);
    });
    to(this::call, "consult", (t, c, w) -> {
      Target whom = target(w[1], w[2]);
      label(w[0], engine.callConsult(t, c, whom.kind, whom.id, 0));
    });
  }

  void agents() {
    to(this::agent, "login", (t, a, w) -> engine.agentLogin(t, a, number(w[0])));
    to(this::agent, "logout", (t, a, w) -> engine.agentLogout(t, a));
    to(this::agent, "ready", (t, a, w) -> engine.agentReady(t, a));
    to(this::agent, "not_ready", (t, a, w) -> engine.agentNotReady(t, a, number(w[0])));
    to(this::agent, "set_presence", (t, a, w) -> engine.agentSetPresence(t, a, number(w[0]), number(w[1]), number(w[2]), number(w[3])));
    to(this::agent, "elsewhere", (t, a, w) -> engine.agentElsewhere(t, a, 0, number(w[0])));
    to(this::agent, "end_wrapup", (t, a, w) -> engine.agentEndWrapup(t, a, 0));
    to(this::agent, "extend_wrapup", (t, a, w) -> engine.agentExtendWrapup(t, a, 0, number(w[0])));
    to(this::agent, "agent_hangup", (t, a, w) -> engine.agentHangup(t, a, 0));
    to(this::agent, "supervise", (t, a, w) -> engine.agentSupervise(t, a, call(w[0]), small(w[1])));
  }

  void others() {
    to(this::queue, "open", (t, q, w) -> engine.queueOpen(t, q));
    to(this::queue, "drain", (t, q, w) -> engine.queueDrain(t, q));
    to(this::queue, "clear", (t, q, w) -> engine.queueClear(t, q));
    commands.put("tick", w -> engine.tick(now));
    commands.put("wall", w -> engine.wallSet(now, number(w[0])));
    commands.put("arrive", this::arrive);
    commands.put("result", this::result);
    commands.put("toggle", w -> engine.toggleSet(now, found(engine::toggleFind, w[0]), small(w[1])));
    commands.put("reconcile", w -> engine.reconcile(now, Arrays.stream(w).mapToLong(this::call).toArray()));
    commands.put("callback", w -> label(w[0], engine.callbackRequest(now, new CallbackWish().setNumber(w[1])
        .setPlan(found(engine::callbackPlanFind, w[2])).setQueue(queue(w[3])))));
  }

  void run(String name, String[] words) {
    Command command = commands.get(name);
    if (command == null) {
      out.println("! no such command");
      return;
    }
    try {
      command.run(words);
    } catch (AcdException problem) {
      out.println("! " + Acd.statusText(problem.code()));
    }
    for (Action action : engine.actions()) {
      String agent = "-";
      try {
        agent = engine.agentGet(action.getAgent()).getName();
      } catch (AcdException none) {
        // of no agent
      }
      String text = action.getText().isEmpty() ? "" : " " + action.getText();
      out.printf("> %s %s %s %d%s\n", Acd.actionKindStr(action.getKind()), names.getOrDefault(action.getCall(), "-"), agent,
          action.getDeadlineUs(), text);
      pending.add(action);
    }
  }

  void figures(boolean digests) {
    KpiQueue q = engine.kpiQueueGet(0);
    KpiAgent a = engine.kpiAgentGet(0);
    KpiCalls c = engine.kpiCallsGet();
    out.printf("= offered %d answered %d abandoned %d waiting %d wait_us %d talk_us %d service_level_ppm %d\n", q.getOffered(),
        q.getAnswered(), q.getAbandoned() + q.getAbandonedShort(), q.getWaiting(), q.getWaitUs(), q.getTalkUs(), q.serviceLevelPpm());
    out.printf("= handled %d no_answers %d busy_us %d arrived %d live %d completed %d\n", a.getHandled(), a.getNoAnswers(),
        a.getBusyUs(), c.getArrived(), c.getLive(), c.getEnds()[Acd.END_COMPLETED]);
    if (digests) out.printf("= actions %d state %d\n", engine.digestActions(), engine.digestState());
  }

  void define(String text) {
    engine = new Engine();
    labels = new HashMap<>();
    names = new HashMap<>();
    pending = new ArrayList<>();
    try {
      engine.define(text, 0, Acd.DEFINE_WHOLE);
    } catch (DefinitionException problem) {
      JsonError first = problem.mistakes().get(0);
      out.printf("! %s: %s: %s\n", Acd.statusText(problem.code()), first.getPath(), first.getText());
    }
  }

  public static void main(String[] arguments) throws java.io.IOException {
    Run it = new Run();
    it.calls();
    it.agents();
    it.others();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      if (line.matches("[!>=].*")) continue; // what is to come out
      it.out.println(line);
      String[] words = line.trim().split(" +");
      if (line.startsWith("define ")) it.define(line.substring(7));
      else if (line.equals("figures")) it.figures(arguments.length > 1);
      else if (line.matches("[-0-9].*")) {
        it.now = number(words[0]);
        it.run(words[1], Arrays.copyOfRange(words, 2, words.length));
      }
    }
  }
}
