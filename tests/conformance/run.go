// SPDX-License-Identifier: Apache-2.0

// Runs scripts.txt by the package for Go; has to print what run.c prints.
// usage: run SCRIPTS [--digests]
package main

import (
	"bufio"
	"errors"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"

	"acd"
)

type script struct {
	engine  *acd.Engine
	now     int64
	labels  map[string]int64
	names   map[int64]string
	pending []*acd.Action
	words   []string // of the command, without its time and name
}

func (s *script) word(index int) string {
	if index < len(s.words) {
		return s.words[index]
	}
	return ""
}

func (s *script) number(index int) int64 {
	number, _ := strconv.ParseInt(s.word(index), 10, 64)
	return number
}

// An id by its name, 0 if there is none.
func (s *script) find(find func(*acd.Engine, string) (int64, error), name string) int64 {
	id, _ := find(s.engine, name)
	return id
}

func (s *script) agent(index int) int64 { return s.find(acd.AgentFind, s.word(index)) }
func (s *script) queue(index int) int64 { return s.find(acd.QueueFind, s.word(index)) }
func (s *script) call(index int) int64  { return s.labels[s.word(index)] }

func (s *script) label(name string, id int64, err error) error {
	if err == nil {
		s.labels[name] = id
		if s.names[id] == "" {
			s.names[id] = name
		}
	}
	return err
}

func (s *script) target(kind, name int) (int, int64, string) {
	switch s.word(kind) {
	case "agent":
		return acd.TARGET_AGENT, s.agent(name), ""
	case "queue":
		return acd.TARGET_QUEUE, s.queue(name), ""
	case "flow":
		return acd.TARGET_FLOW, s.find(acd.FlowFind, s.word(name)), ""
	}
	return acd.TARGET_NUMBER, 0, s.word(name)
}

func (s *script) arrive() error {
	arrival := &acd.Arrival{}
	for i := 1; i+1 < len(s.words); i += 2 {
		switch value := s.word(i + 1); s.word(i) {
		case "queue":
			arrival.Queue = s.queue(i + 1)
		case "flow":
			arrival.Flow = s.find(acd.FlowFind, value)
		case "ref":
			arrival.HostRef = s.number(i + 1)
		case "priority":
			arrival.Priority = s.number(i + 1)
		case "waited_us":
			arrival.WaitedUs = s.number(i + 1)
		case "number":
			arrival.Number = value
		case "caller":
			arrival.Caller = value
		case "attributes":
			arrival.Attributes = value
		case "skill":
			arrival.Requirements = []acd.Requirement{{Skill: s.find(acd.SkillFind, value), LevelMin: 1}}
		case "prefer":
			arrival.Preferred = []int64{s.agent(i + 1)}
		}
	}
	call, err := acd.CallArrive(s.engine, s.now, arrival)
	return s.label(s.word(0), call, err)
}

// The latest action of that kind, call and agent has this outcome.
func (s *script) result() error {
	var id int64
	for _, action := range s.pending {
		if acd.ActionKindStr(action.Kind) == s.word(0) && action.Call == s.call(1) && (s.word(2) == "-" || action.Agent == s.agent(2)) {
			id = action.Id
		}
	}
	outcome := int64(1)
	for acd.OutcomeStr(outcome) != s.word(3) {
		outcome++
	}
	return acd.ActionResult(s.engine, s.now, id, outcome, s.word(4))
}

func (s *script) transfer() error {
	kind, id, number := s.target(1, 2)
	return acd.CallTransfer(s.engine, s.now, s.call(0), kind, id, number)
}

func (s *script) consult() error {
	kind, id, _ := s.target(2, 3)
	consultation, err := acd.CallConsult(s.engine, s.now, s.call(0), kind, id, 0)
	return s.label(s.word(1), consultation, err)
}

func (s *script) callback() error {
	call, err := acd.CallbackRequest(s.engine, s.now, &acd.CallbackWish{
		Number: s.word(1), Plan: s.find(acd.CallbackPlanFind, s.word(2)), Queue: s.queue(3)})
	return s.label(s.word(0), call, err)
}

func (s *script) reconcile() error {
	known := []int64{}
	for i := range s.words {
		known = append(known, s.call(i))
	}
	return acd.EngineReconcile(s.engine, s.now, known)
}

type simple = func(*acd.Engine, int64, int64) error

// Commands of nothing but a call, an agent or a queue.
var ofCall = map[string]simple{"hangup": acd.CallHangup, "hold": acd.CallHold, "resume": acd.CallResume, "complete": acd.CallComplete,
	"conference": acd.CallConference, "park": acd.CallPark, "cancel": acd.CallbackCancel}
var ofAgent = map[string]simple{"logout": acd.AgentLogout, "ready": acd.AgentReady}
var ofQueue = map[string]simple{"open": acd.QueueOpen, "drain": acd.QueueDrain, "clear": acd.QueueClear}

var commands = map[string]func(*script) error{
	"tick":      func(s *script) error { _, err := acd.EngineTick(s.engine, s.now); return err },
	"wall":      func(s *script) error { return acd.EngineWallSet(s.engine, s.now, s.number(0)) },
	"arrive":    (*script).arrive,
	"transfer":  (*script).transfer,
	"consult":   (*script).consult,
	"callback":  (*script).callback,
	"result":    (*script).result,
	"reconcile": (*script).reconcile,
	"pick_up":   func(s *script) error { return acd.CallPickUp(s.engine, s.now, s.call(0), s.agent(1), 0) },
	"keys":      func(s *script) error { return acd.CallKeys(s.engine, s.now, s.call(0), s.word(1)) },
	"set":       func(s *script) error { return acd.CallSet(s.engine, s.now, s.call(0), s.word(1), s.word(2)) },
	"record":    func(s *script) error { return acd.CallRecord(s.engine, s.now, s.call(0), int(s.number(1))) },
	"prioritize": func(s *script) error {
		return acd.CallPrioritize(s.engine, s.now, s.call(0), s.number(1))
	},
	"require": func(s *script) error {
		return acd.CallRequire(s.engine, s.now, s.call(0), []acd.Requirement{{Skill: s.find(acd.SkillFind, s.word(1)), LevelMin: s.number(2)}})
	},
	"move":     func(s *script) error { return acd.CallMove(s.engine, s.now, s.call(0), s.queue(1), int(s.number(2))) },
	"also":     func(s *script) error { return acd.CallAlso(s.engine, s.now, s.call(0), s.queue(1)) },
	"also_end": func(s *script) error { return acd.CallAlsoEnd(s.engine, s.now, s.call(0), s.queue(1)) },
	"supervise": func(s *script) error {
		return acd.AgentSupervise(s.engine, s.now, s.agent(0), s.call(1), int(s.number(2)))
	},
	"toggle": func(s *script) error {
		return acd.ToggleSet(s.engine, s.now, s.find(acd.ToggleFind, s.word(0)), int(s.number(1)))
	},
	"login":     func(s *script) error { return acd.AgentLogin(s.engine, s.now, s.agent(0), s.number(1)) },
	"not_ready": func(s *script) error { return acd.AgentNotReady(s.engine, s.now, s.agent(0), s.number(1)) },
	"set_presence": func(s *script) error {
		return acd.AgentSetPresence(s.engine, s.now, s.agent(0), s.number(1), s.number(2), s.number(3), s.number(4))
	},
	"agent_hangup":  func(s *script) error { return acd.AgentHangup(s.engine, s.now, s.agent(0), 0) },
	"elsewhere":     func(s *script) error { return acd.AgentElsewhere(s.engine, s.now, s.agent(0), 0, s.number(1)) },
	"end_wrapup":    func(s *script) error { return acd.AgentEndWrapup(s.engine, s.now, s.agent(0), 0) },
	"extend_wrapup": func(s *script) error { return acd.AgentExtendWrapup(s.engine, s.now, s.agent(0), 0, s.number(1)) },
}

func (s *script) command(name string) error {
	if command, known := ofCall[name]; known {
		return command(s.engine, s.now, s.call(0))
	}
	if command, known := ofAgent[name]; known {
		return command(s.engine, s.now, s.agent(0))
	}
	if command, known := ofQueue[name]; known {
		return command(s.engine, s.now, s.queue(0))
	}
	return commands[name](s)
}

// The code of a refusal; anything else ends the program.
func refused(err error) bool {
	var refusal *acd.Error
	if err != nil && !errors.As(err, &refusal) {
		log.Fatal(err)
	}
	return err != nil
}

func (s *script) run(name string) {
	if ofCall[name] == nil && ofAgent[name] == nil && ofQueue[name] == nil && commands[name] == nil {
		fmt.Println("! no such command")
		return
	}
	if err := s.command(name); refused(err) {
		fmt.Println("!", errors.Unwrap(err))
	}
	for {
		action, err := acd.ActionNext(s.engine)
		if err != nil {
			log.Fatal(err)
		}
		if action == nil {
			return
		}
		call, agent, text := s.names[action.Call], "-", ""
		if call == "" {
			call = "-"
		}
		if who, err := acd.AgentGet(s.engine, action.Agent); err == nil {
			agent = who.Name
		}
		if action.Text != "" {
			text = " " + action.Text
		}
		fmt.Printf("> %s %s %s %d%s\n", acd.ActionKindStr(action.Kind), call, agent, action.DeadlineUs, text)
		s.pending = append(s.pending, action)
	}
}

func (s *script) figures(digests bool) {
	q, problem := acd.KpiQueueGet(s.engine, 0)
	a, problem2 := acd.KpiAgentGet(s.engine, 0)
	c, problem3 := acd.KpiCallsGet(s.engine)
	if problem != nil || problem2 != nil || problem3 != nil {
		log.Fatal(problem, problem2, problem3)
	}
	fmt.Printf("= offered %d answered %d abandoned %d waiting %d wait_us %d talk_us %d service_level_ppm %d\n", q.Offered, q.Answered,
		q.Abandoned+q.AbandonedShort, q.Waiting, q.WaitUs, q.TalkUs, acd.KpiServiceLevelPpm(q))
	fmt.Printf("= handled %d no_answers %d busy_us %d arrived %d live %d completed %d\n", a.Handled, a.NoAnswers, a.BusyUs, c.Arrived,
		c.Live, c.Ends[acd.END_COMPLETED])
	if digests {
		fmt.Printf("= actions %d state %d\n", acd.EngineDigestActions(s.engine), acd.EngineDigestState(s.engine))
	}
}

func define(text string) *script {
	engine, err := acd.NewEngine(nil)
	if err != nil {
		log.Fatal(err)
	}
	s := &script{engine: engine, labels: map[string]int64{}, names: map[int64]string{}}
	json, err := acd.NewJson()
	if err != nil {
		log.Fatal(err)
	}
	defer json.Close()
	if err = acd.JsonLoadText(json, text); err == nil {
		err = acd.JsonSubmit(json, engine, 0, acd.DEFINE_WHOLE)
	}
	if refused(err) {
		first, problem := acd.JsonErrorAt(json, 0)
		if problem != nil {
			log.Fatal(problem)
		}
		fmt.Printf("! %s: %s: %s\n", errors.Unwrap(err), first.Path, first.Text)
	}
	return s
}

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var s *script
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		if strings.HasPrefix(line, "!") || strings.HasPrefix(line, ">") || strings.HasPrefix(line, "=") {
			continue
		}
		fmt.Println(line)
		if strings.HasPrefix(line, "define ") {
			if s != nil {
				s.engine.Close()
			}
			s = define(strings.TrimPrefix(line, "define "))
		} else if line == "figures" {
			s.figures(len(os.Args) > 2)
		} else if line != "" && strings.ContainsRune("-0123456789", rune(line[0])) {
			words := strings.Fields(line)
			s.now, _ = strconv.ParseInt(words[0], 10, 64)
			s.words = words[2:]
			s.run(words[1])
		}
	}
}
