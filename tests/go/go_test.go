// SPDX-License-Identifier: Apache-2.0

// The package for Go: errors, exact numbers, bytes, lists, and that nothing is gone too early.
package acd_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"acd"
)

const centre = `{"agents": {"ann": {}}, "queues": {"q": {"members": ["ann"], "wrapup_s": 0}}}`

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func engineOf(options *acd.Options) *acd.Engine {
	engine := must(acd.NewEngine(options))
	check(acd.Define(engine, 0, centre, acd.DEFINE_WHOLE))
	return engine
}

// A call of a second, answered at once.
func oneCall(engine *acd.Engine, now int64, arrival acd.Arrival) int64 {
	arrival.Queue = must(acd.QueueFind(engine, "q"))
	call := must(acd.CallArrive(engine, now, &arrival))
	check(acd.ActionResult(engine, now, must(acd.ActionNext(engine)).Id, acd.OUTCOME_BRIDGED, ""))
	check(acd.CallHangup(engine, now+acd.SECOND, call))
	check(acd.ActionResult(engine, now+acd.SECOND, must(acd.ActionNext(engine)).Id, acd.OUTCOME_DONE, ""))
	if must(acd.ActionNext(engine)) != nil {
		panic("an action more")
	}
	return call
}

// Finalizers run on a goroutine of their own.
func collect() {
	for i := 0; i < 4; i++ {
		runtime.GC()
		runtime.Gosched()
	}
}

func TestRefusalIsAnErrorWithAStatus(t *testing.T) {
	engine := engineOf(nil)
	err := acd.CallHangup(engine, 0, 5)
	var refusal *acd.Error
	if !errors.As(err, &refusal) || refusal.Code != acd.ERR_NOT_FOUND || refusal.Function != "CallHangup" {
		t.Fatalf("%#v", err)
	}
	if !errors.Is(err, acd.ErrNotFound) || errors.Is(err, acd.ErrStale) {
		t.Fatal("errors.Is")
	}
	if text := err.Error(); !strings.HasPrefix(text, "CallHangup: ") || !strings.HasSuffix(text, ": call 5") {
		t.Fatal(text)
	}
	call := oneCall(engine, 0, acd.Arrival{})
	if err := acd.CallHangup(engine, 2*acd.SECOND, call); !errors.Is(err, acd.ErrStale) {
		t.Fatal(err)
	}
	ann := must(acd.AgentFind(engine, "ann"))
	if err := acd.AgentReady(engine, 2*acd.SECOND, ann); err == nil || !strings.HasSuffix(err.Error(), `"ann" is ready`) {
		t.Fatal(err)
	}
	err = acd.Define(engine, 0, `{"queues": {"q": {"memmbers": []}}}`, acd.DEFINE_WHOLE)
	if !errors.Is(err, acd.ErrDefinition) || !strings.Contains(err.Error(), "memmbers") {
		t.Fatal(err)
	}
	if acd.ErrNotFound.Error() != acd.StatusText(acd.ERR_NOT_FOUND) {
		t.Fatal(acd.ErrNotFound)
	}
}

func TestWhatIsNoArgumentIsAnError(t *testing.T) {
	engine, closed := engineOf(nil), engineOf(nil)
	closed.Close()
	closed.Close()
	feed := must(acd.NewFeed())
	huge := strings.Repeat("x", 1<<24)
	for told, wrong := range map[string]func() error{
		"NUL inside":              func() error { _, err := acd.QueueFind(engine, "q\x00q"); return err },
		"arrival.Caller: a NUL":   func() error { _, err := acd.CallArrive(engine, 0, &acd.Arrival{Caller: "a\x00b"}); return err },
		"engine: nil":             func() error { _, err := acd.EngineTick(nil, 0); return err },
		"engine: it is closed":    func() error { return acd.CallHangup(closed, 0, 5) },
		"arrival: nil":            func() error { _, err := acd.CallArrive(engine, 0, nil); return err },
		"mode: out of range":      func() error { return acd.CallRecord(engine, 0, 5, 1<<40) },
		"index: it is negative":   func() error { _, err := acd.EngineErrorAt(engine, -1); return err },
		"0 to 1,000,000":          func() error { _, err := acd.ExplainAgents(engine, 5, 1<<40); return err },
		"not made by NewSimCalle": func() error { return acd.SimAddCaller(must(acd.NewSim(nil)), &acd.SimCaller{}) },
		"CallKeys: ":              func() error { return acd.CallKeys(engine, 0, 5, huge) },
		"QueueFind: not found":    func() error { _, err := acd.QueueFind(engine, huge); return err },
		"CallbackNext: ":          func() error { _, err := acd.CallbackNext(engine, "\x00", 0); return err },
	} {
		if err := wrong(); err == nil || !strings.Contains(err.Error(), told) {
			t.Errorf("%s: %.200v", told, err)
		}
	}
	for told, wrong := range map[string]func(){
		"EngineDeadline: ": func() { acd.EngineDeadline(closed) },
		"history: nil":     func() { acd.FeedSetHistory(feed, nil) },
		"kpi: nil":         func() { acd.KpiAsaUs(nil) },
	} {
		func() {
			defer func() {
				if err, _ := recover().(error); err == nil || !strings.Contains(err.Error(), told) || !errors.Is(err, acd.ErrArgument) {
					t.Errorf("%s: %v", told, err)
				}
			}()
			wrong()
		}()
	}
	var none *acd.Engine
	none.Close()
	if must(acd.KpiCallsGet(engine)).Arrived != 0 {
		t.Fatal("what was refused changed something")
	}
}

func TestNumbersAreExact(t *testing.T) {
	engine := engineOf(nil)
	queue := must(acd.QueueFind(engine, "q"))
	for _, ref := range []int64{math.MaxInt64, math.MinInt64, 1<<53 + 1} {
		call := must(acd.CallArrive(engine, 0, &acd.Arrival{Queue: queue, HostRef: ref}))
		if must(acd.CallGet(engine, call)).HostRef != ref {
			t.Fatal(ref)
		}
	}
	if acd.TIME_NEVER != math.MaxInt64 || acd.TIME_MAX != 1<<52 || acd.AGAIN != 1 {
		t.Fatal("constants")
	}
}

func TestListsGoIn(t *testing.T) {
	engine := must(acd.NewEngine(nil))
	check(acd.Define(engine, 0, `{"skills": ["german"], "agents": {"ann": {}, "bob": {"skills": {"german": 3}}},
		"queues": {"q": {"members": ["ann", "bob"]}}}`, acd.DEFINE_WHOLE))
	queue, bob, german := must(acd.QueueFind(engine, "q")), must(acd.AgentFind(engine, "bob")), must(acd.SkillFind(engine, "german"))
	one := must(acd.CallArrive(engine, 0, &acd.Arrival{Queue: queue, Requirements: []acd.Requirement{{Skill: german, LevelMin: 2}}}))
	if ring := must(acd.ActionNext(engine)); ring.Call != one || ring.Agent != bob {
		t.Fatal("needs a skill", ring)
	}
	candidates := must(acd.ExplainAgents(engine, one, 10))
	if len(candidates) != 2 || len(must(acd.ExplainAgents(engine, one, 1))) != 1 || len(must(acd.ExplainAgents(engine, one, 0))) != 0 {
		t.Fatal(candidates)
	}
	check(acd.EngineReconcile(engine, acd.SECOND, nil))
	must(acd.EngineTick(engine, acd.SECOND))
	if _, err := acd.CallGet(engine, one); err == nil {
		t.Fatal("the host knows of no call")
	}
	two := must(acd.CallArrive(engine, acd.SECOND, &acd.Arrival{Queue: queue, Preferred: []int64{bob}}))
	check(acd.CallRequire(engine, acd.SECOND, two, []acd.Requirement{{Skill: german, LevelMin: 1}}))
	check(acd.EngineReconcile(engine, acd.SECOND, []int64{two}))
	if must(acd.CallGet(engine, two)).Queue != queue {
		t.Fatal("the host knows of it")
	}
	check(acd.CallSet(engine, acd.SECOND, two, "language", "de"))
	if value, found, err := acd.CallAttribute(engine, two, "language"); value != "de" || !found || err != nil {
		t.Fatal(value, found, err)
	}
	if _, found, _ := acd.CallAttribute(engine, two, "colour"); found {
		t.Fatal("an attribute that was not set")
	}
}

// What an engine speaks to goes on although the program has dropped or closed it; records, bytes and figures come out whole.
func TestFeedOutlivesItsVariables(t *testing.T) {
	history, records, metrics := must(acd.NewHistory(nil)), must(acd.NewRecords()), must(acd.NewMetrics())
	queue, watch := must(acd.NewRecordQueue()), must(acd.NewFeed())
	engine := func() *acd.Engine {
		options := must(acd.NewOptions())
		acd.FeedSetHistory(watch, history)
		acd.FeedSetRecords(watch, records)
		acd.FeedSetMetrics(watch, metrics)
		acd.FeedKeepEvents(watch)
		acd.FeedAttach(watch, options)
		acd.RecordsAttach(records, queue)
		defer options.Close()
		return engineOf(options)
	}()
	collect()
	for i := 0; i < 10; i++ {
		oneCall(engine, int64(i)*2*acd.SECOND, acd.Arrival{Caller: fmt.Sprint("+49", i)})
	}
	acd.RecordsFlush(records)
	arrived := 0
	for event := must(acd.FeedPull(watch)); event != nil; event = must(acd.FeedPull(watch)) {
		if event.Kind == acd.EVENT_CALL_ARRIVED {
			if event.Caller != fmt.Sprint("+49", arrived) {
				t.Fatal(event.Caller)
			}
			arrived++
		}
	}
	callers := ""
	for acd.RecordQueueCount(queue) > 0 {
		record := must(acd.RecordQueuePull(queue))
		callers += record.Caller + " "
		if len(record.Visits) != 1 || record.Visits[0].QueueName != "q" || len(record.Conversations) != 1 ||
			record.Conversations[0].AgentName != "ann" || len(record.Segments) == 0 {
			t.Fatal(record)
		}
		if text := must(acd.RecordPrintJson(record)); !strings.Contains(text, record.Caller) || !strings.Contains(text, `"ann"`) {
			t.Fatal(text)
		}
		// No flow, no callback, no campaign: texts that are "".
		head, row := must(acd.RecordPrintCsvHead()), must(acd.RecordPrintCsv(record))
		if strings.Count(head, ",") != strings.Count(row, ",") || record.FlowName != "" {
			t.Fatal(head, row)
		}
	}
	if arrived != 10 || callers != "+490 +491 +492 +493 +494 +495 +496 +497 +498 +499 " || must(acd.RecordQueuePull(queue)) != nil {
		t.Fatal(arrived, callers)
	}
	if !strings.HasSuffix(must(acd.MetricsPrint(metrics, engine, acd.METRICS_OPENMETRICS)), "# EOF\n") {
		t.Fatal("metrics")
	}
	saved := must(acd.HistorySave(history))
	loaded := must(acd.HistoryLoad(saved, 0))
	if !bytes.Equal(must(acd.HistorySave(loaded)), saved) || bytes.IndexByte(saved, 0) < 0 {
		t.Fatal("a history is not what was saved")
	}
	if _, err := acd.HistoryLoad(saved[:len(saved)-1], 0); err == nil {
		t.Fatal("bytes that are cut short")
	}
	period, name := must(acd.HistoryPeriodAt(history, acd.PERIOD_ALL, 0)), "q"
	if must(acd.HistoryQueueGet(history, period, nil)).Answered != 10 || must(acd.HistoryQueueGet(history, period, &name)).Answered != 10 {
		t.Fatal("history")
	}
	// Closed while the engine speaks to them.
	for _, one := range []interface{ Close() error }{watch, history, records, metrics, queue} {
		one.Close()
	}
	oneCall(engine, 100*acd.SECOND, acd.Arrival{})
	engine.Close()
	if err := acd.CallHangup(engine, 0, 1); !errors.Is(err, acd.ErrArgument) {
		t.Fatal(err)
	}
}

func TestSimulationTellsItsOutcomes(t *testing.T) {
	outcomes := must(acd.NewOutcomes())
	engine := func() *acd.Engine {
		sim := must(acd.NewSim(nil))
		acd.SimAttach(sim, nil, outcomes)
		engine := acd.SimEngine(sim)
		check(acd.Define(engine, 0, centre, acd.DEFINE_WHOLE))
		for i := int64(1); i <= 5; i++ {
			caller := acd.NewSimCaller()
			caller.ArrivesAtUs, caller.Queue, caller.TalkUs, caller.Ref = i*acd.SECOND, must(acd.QueueFind(engine, "q")), acd.SECOND/2, i
			check(acd.SimAddCaller(sim, caller))
		}
		must(acd.SimRun(sim, 100*acd.SECOND))
		defer sim.Close()
		return engine
	}()
	collect()
	if acd.OutcomesCount(outcomes) != 5 {
		t.Fatal(acd.OutcomesCount(outcomes))
	}
	if last := must(acd.OutcomesAt(outcomes, 4)); last.Ref != 5 || last.TalkUs != acd.SECOND/2 {
		t.Fatal(last)
	}
	if must(acd.OutcomesAt(outcomes, 5)) != nil {
		t.Fatal("an outcome more")
	}
	// The engine is part of the simulation, which lives as long.
	if must(acd.KpiCallsGet(engine)).Arrived != 5 {
		t.Fatal("the engine of a simulation that is closed")
	}
}

func TestDefinitionsErlangAndZones(t *testing.T) {
	engine := engineOf(nil)
	definition := must(acd.DefinitionRunning(engine))
	queue := must(acd.DefinitionFind(definition, acd.NOUN_QUEUE, 0, "q"))
	if name := must(acd.DefinitionObject(definition, queue)).Name; name != "q" {
		t.Fatal(name)
	}
	properties := 0
	for must(acd.DefinitionProperty(definition, queue, properties)) != nil {
		properties++
	}
	if properties == 0 {
		t.Fatal("the queue has properties")
	}
	changed := must(acd.DefinitionCopy(definition))
	check(acd.DefinitionSet(changed, queue, acd.QUEUE_WRAPUP_US, 7*acd.SECOND))
	difference := must(acd.NewDifference(definition, changed))
	if acd.DifferenceEditsCount(difference) != 1 || !strings.Contains(must(acd.DifferenceEditAt(difference, 0)).Path, "q") {
		t.Fatal("difference")
	}
	json := must(acd.NewJson())
	if must(acd.JsonDefinition(json)) != nil {
		t.Fatal("nothing was read")
	}
	check(acd.JsonLoadText(json, centre))
	read := must(acd.JsonDefinition(json))
	json.Close()
	check(acd.DefinitionSubmit(read, engine, 0, acd.DEFINE_WHOLE))
	system := acd.NewErlangSystem()
	system.CallsPerHour, system.Agents = 100, 8
	if figures := must(acd.ErlangFiguresGet(system)); math.Abs(figures.Erlangs-5) > 1e-9 || figures.Waited <= 0 || figures.Waited >= 1 {
		t.Fatal(figures)
	}
	if _, err := acd.NewTzif([]byte("TZif?")); !errors.Is(err, acd.ErrEncoding) {
		t.Fatal(err)
	}
	if err := acd.ZoneSet(engine, 0, "Nowhere", nil); err == nil || !strings.Contains(err.Error(), "Nowhere") {
		t.Fatal(err)
	}
}

// Memory of the process, in pages.
func pages(t *testing.T) int64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("the system does not tell how much memory is in use")
	}
	return must(strconv.ParseInt(strings.Fields(string(text))[1], 10, 64))
}

// What is dropped, and not closed, is freed in time: ten times as many take less than three times as much.
func TestGarbageIsFreed(t *testing.T) {
	const many = 300
	made := func() *acd.Engine {
		feed, options, history := must(acd.NewFeed()), must(acd.NewOptions()), must(acd.NewHistory(nil))
		acd.FeedKeepEvents(feed)
		acd.FeedSetHistory(feed, history)
		acd.FeedAttach(feed, options)
		engine := engineOf(options)
		oneCall(engine, 0, acd.Arrival{})
		return engine
	}
	before := pages(t)
	var kept []*acd.Engine
	for i := 0; i < many; i++ {
		kept = append(kept, made())
	}
	taken := pages(t) - before
	runtime.KeepAlive(kept)
	kept = nil
	for i := 0; i < 10*many; i++ {
		made()
		if i%50 == 0 {
			collect()
		}
	}
	if now := pages(t) - before; now > 3*taken {
		t.Fatalf("%d engines took %d pages; %d more, one after the other, %d", many, taken, 10*many, now)
	}
}

// What nothing needs any more is freed: a history that another took the place of, a simulation whose options go on.
func TestWhatIsReplacedIsFreed(t *testing.T) {
	feed, options := must(acd.NewFeed()), must(acd.NewOptions())
	records := must(acd.NewRecords())
	acd.FeedSetRecords(feed, records)
	before := pages(t)
	for i := 0; i < 2000; i++ {
		history := must(acd.NewHistory(nil))
		acd.FeedSetHistory(feed, history)
		history.Close()
	}
	if now := pages(t) - before; now > 2500 {
		t.Fatalf("2000 histories, one in place of the other, took %d pages", now)
	}
	before = pages(t)
	for i := 0; i < 500; i++ {
		sim := must(acd.NewSim(options))
		check(acd.Define(acd.SimEngine(sim), 0, centre, acd.DEFINE_WHOLE))
		sim.Close()
		if i%50 == 0 {
			collect()
		}
	}
	collect()
	if now := pages(t) - before; now > 8000 {
		t.Fatalf("500 simulations with the same options took %d pages", now)
	}
	// The history that was set last is there, though closed.
	acd.FeedAttach(feed, options)
	oneCall(engineOf(options), 0, acd.Arrival{})
}

// A copy is the same handle: it keeps what it is of, and is closed with it, once.
func TestCopiesOfHandles(t *testing.T) {
	feed, options := must(acd.NewFeed()), must(acd.NewOptions())
	acd.FeedKeepEvents(feed)
	acd.FeedAttach(feed, options)
	engine := func() acd.Engine { return *engineOf(options) }()
	other := *feed
	feed.Close()
	other.Close()
	if _, err := acd.FeedPull(&other); !errors.Is(err, acd.ErrArgument) {
		t.Fatal(err)
	}
	collect()
	oneCall(&engine, 0, acd.Arrival{}) // speaks to the feed still
	engine.Close()
	if _, err := acd.EngineTick(&acd.Engine{}, 0); !errors.Is(err, acd.ErrArgument) {
		t.Fatal(err)
	}
}

// Each with an engine of its own, which it may drop.
func TestGoroutines(t *testing.T) {
	var group sync.WaitGroup
	for i := 0; i < 4; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for round := 0; round < 5; round++ {
				feed, options := must(acd.NewFeed()), must(acd.NewOptions())
				acd.FeedKeepEvents(feed)
				acd.FeedAttach(feed, options)
				engine := engineOf(options)
				for call := int64(0); call < 50; call++ {
					oneCall(engine, call*2*acd.SECOND, acd.Arrival{Caller: "+49"})
				}
				if acd.CallHangup(engine, 0, 1<<40) == nil || acd.FeedCount(feed) == 0 {
					t.Error("a goroutine's engine")
				}
				if round%2 == 0 {
					feed.Close()
					engine.Close()
				}
				runtime.GC()
			}
		}()
	}
	group.Wait()
}
