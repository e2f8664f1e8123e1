/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Explanation: why a call and an agent are, or are not, brought together. The rules themselves are in route.h.
 *
 * | question | function |
 * |---|---|
 * | why does this agent not have this call? | acd_explain_pair() |
 * | who could take this call, in which order, and which key decides? | acd_explain_agents() |
 * | which calls could this agent take, in which order? | acd_explain_calls() |
 * | what does this call wait for, and when will something happen by itself? | acd_explain_wait() |
 * | why did that call go to that agent? | a hook: acd_options_set_explain() |
 *
 * Questions change nothing: not the state, not the random generator, no memory is taken. They are not made for speed:
 * each looks at every agent (or every waiting call) that it concerns. What is not asked costs nothing; without the hook
 * an offer costs one test of a pointer.
 *
 * **Past decisions** are explained by replaying their commands (command.h) into an engine with the hook: the replay is
 * exact, so it makes the same decisions for the same reasons. Nothing has to be recorded for that but the commands.
 *
 * After a command there is an *obstacle* between every idle agent and every waiting call, or another reason why they
 * are not together: work that goes on in slices, when the engine's deadline is now. Ignore obstacles, verdicts and keys
 * you do not know.
 */
#ifndef ACD_EXPLAIN_H
#define ACD_EXPLAIN_H

#include <acd/engine.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What keeps a call and an agent apart. Sets of them have bit 1 << ACD_OBSTACLE_…. */
enum {
  /* the call */
  ACD_OBSTACLE_NOT_WAITING =
      1, /**< it is in a flow, or connecting or connected to somebody else, or a callback whose customer is dialled or not due */
  ACD_OBSTACLE_DIRECT = 2,  /**< it waits for another agent alone (also a preferred one, for a time) */
  ACD_OBSTACLE_RINGING = 3, /**< it rings as many agents as it may: `ring_count`, `ring_more` */
  /* the agent is not eligible (route.h) */
  ACD_OBSTACLE_NOT_MEMBER = 4, /**< of the queue that the call waits in */
  ACD_OBSTACLE_SKILL = 5,      /**< lacks a skill, or has it at too low a level */
  ACD_OBSTACLE_TIER = 6,       /**< her tier is not one of the call's present step */
  ACD_OBSTACLE_EXPRESSION = 7, /**< she does not meet the expression of the call's present step */
  ACD_OBSTACLE_CHANNEL = 21,   /**< she takes no calls of its channel, whatever she has in hand (agent.h) */
  ACD_OBSTACLE_DECLINED = 19,  /**< she refused it, and its queue does not ask her again: `declined` = `never` */
  /* the agent is not ready (agent.h) */
  ACD_OBSTACLE_LOGGED_OUT = 8,
  ACD_OBSTACLE_NOT_READY = 9, /**< her presence */
  ACD_OBSTACLE_OFFERED = 10,  /**< she rings, for this call or another, or is just being told to stop */
  ACD_OBSTACLE_BUSY = 11,     /**< connecting or talking to another call, or supervising one */
  ACD_OBSTACLE_WRAPUP = 12,
  ACD_OBSTACLE_REST = 13,        /**< after an offer she missed */
  ACD_OBSTACLE_LIMIT = 14,       /**< has had as many offers as she may: `offers_max` */
  ACD_OBSTACLE_ELSEWHERE = 15,   /**< her device, or all that take the call's channel, are busy with something else */
  ACD_OBSTACLE_CAPACITY = 20,    /**< no room for a call of its channel beside what she has in hand */
  ACD_OBSTACLE_SUPERVISING = 16, /**< listens to a conversation, or coaches */
  /* both could, and are kept apart */
  ACD_OBSTACLE_MISSED = 17,     /**< she missed this call in its present round of offers, and it rings elsewhere */
  ACD_OBSTACLE_RESERVATION = 18 /**< the queue keeps its ready members free: `reserve` */
};

/** How a call and an agent stand to each other. The first of these that is true. */
enum {
  ACD_VERDICT_TOGETHER = 1,     /**< she has the call: connecting, talking, held; or supervises it */
  ACD_VERDICT_RINGS = 2,        /**< she rings for it */
  ACD_VERDICT_NOT_WAITING = 3,  /**< an obstacle of the call: not waiting, direct */
  ACD_VERDICT_NOT_ELIGIBLE = 4, /**< obstacle: no member, channel, skill, tier, expression, declined */
  ACD_VERDICT_NOT_READY =
      5, /**< obstacle: logged out, not ready, offered, busy, wrap-up, rest, limit, elsewhere, supervising, capacity */
  ACD_VERDICT_HELD_BACK = 6,   /**< obstacle: ringing, missed, reservation */
  ACD_VERDICT_AGENT_FIRST = 7, /**< nothing keeps them apart, but another agent comes before her: `other`, by `key` */
  ACD_VERDICT_CALL_FIRST = 8,  /**< she is the call's first agent, but takes another call before: `other`, by `key` */
  ACD_VERDICT_NEXT = 9         /**< she is the one, and it is the one: offered now (the last three are seen only inside
                                     the hook, and while work goes on in slices) */
};

/** What is compared; smaller first unless it says otherwise. */
enum {
  /* Of agents for a call, in this order, as far as the strategy goes by them */
  ACD_KEY_MISSED = 1,       /**< 1: she has missed this call in its present round of offers */
  ACD_KEY_PREFERRED = 2,    /**< calls with preferred agents: place among them from 0; the others come after the last */
  ACD_KEY_TIER = 3,         /**< of the member; queues with `tiers` = `first` */
  ACD_KEY_MOST_SKILLED = 4, /**< score, greater first */
  ACD_KEY_LEAST_SKILLED = 5, /**< score */
  ACD_KEY_OCCUPANCY = 6,     /**< in thousandths */
  ACD_KEY_LOAD = 23,         /**< in thousandths of the capacity */
  ACD_KEY_HOST_SCORE = 24,   /**< given by the host, greater first; only those it was asked about are compared by it */
  ACD_KEY_GROUP = 25,        /**< place of her group among the queue's, the one furthest behind its percentage 0 */
  ACD_KEY_LAP = 7,           /**< round robin: 1: the circle passes its end before it comes to her */
  ACD_KEY_IDLE_SINCE = 8,    /**< origin of the idle clock */
  ACD_KEY_CALLS = 9,         /**< answered over all queues */
  ACD_KEY_TALK = 10,         /**< µs of talk and hold over all queues */
  ACD_KEY_POSITION = 11,     /**< of the member */
  ACD_KEY_QUEUE_CALLS = 12,  /**< answered from the queue */
  ACD_KEY_SHARE = 13,        /**< strategy share, in millionths */
  ACD_KEY_LOT = 14,          /**< random strategies: 0 for whom the lot fell on, else 1; 0 for all outside the hook */
  /* Of calls for an agent, in this order */
  ACD_KEY_DIRECT = 15, /**< 0: waits for her alone, 1: for whoever is ready */
  ACD_KEY_RANK = 16,   /**< of the member */
  ACD_KEY_WEIGHT = 17, /**< of the queue, greater first */
  /** Effective, greater first, in the unit of route.h; of two queues' calls only where `call_choice` = `priority`. */
  ACD_KEY_PRIORITY = 18,
  ACD_KEY_QUEUE_LENGTH = 19, /**< `longest_queue`, greater first */
  ACD_KEY_OBJECTIVE = 20,    /**< `objective`, thousandths, greater first */
  ACD_KEY_WAIT = 21,         /**< origin of the wait clock */
  /* Of both, last */
  ACD_KEY_CREATION = 22
};

/** One call and one agent. `suits_at_us` is when she will be eligible at the latest: now; or when the step begins in
 * which she will be, if no step before it is passed over (which makes it earlier) nor that one. `ready_at_us` is
 * when she will be ready at the latest without anybody's doing: now, or the end of her wrap-up, rest or limit of
 * offers. Both are ACD_TIME_NEVER where time alone does not help. */
typedef struct acd_explanation {
  uint32_t size;
  uint32_t verdict;  /**< ACD_VERDICT_… */
  int64_t obstacles; /**< all of them: 1 << ACD_OBSTACLE_… */
  acd_id call;
  acd_id agent;
  acd_id queue;         /**< that the call waits in; 0: none */
  acd_id skill;         /**< first that she lacks (ACD_OBSTACLE_SKILL); 0: none */
  int64_t level_needed; /**< of that skill, in the present step */
  int64_t level_held;   /**< 0: she does not have it */
  int64_t tier;         /**< of the member */
  int64_t step;         /**< present one of the call, from 0; -1: its queue has none */
  int64_t step_suits;   /**< the present or a later one, the first in which she is eligible; -1: none */
  acd_time suits_at_us;
  acd_time ready_at_us;
  acd_id other; /**< the agent or the call that comes first: see the verdict */
  int64_t key;  /**< ACD_KEY_… that puts `other` first; 0: it was the other side that chose (inside the hook) */
} acd_explanation;

/** `call` and `agent` may be in any state. */
ACD_API int acd_explain_pair(const acd_engine *engine, acd_id call, acd_id agent, acd_explanation *explanation_out);

/** A member of the queue that a call waits in; or the one agent it waits for. */
typedef struct acd_candidate {
  uint32_t size;
  uint32_t place; /**< 1 first, of those who may be offered the call; 0: an obstacle keeps her from it */
  acd_id agent;
  int64_t obstacles; /**< of the agent, without ACD_OBSTACLE_RINGING: as if the call could ring one more */
  int64_t keys;      /**< which keys count with this strategy: 1 << ACD_KEY_…; the same for all */
  int64_t key;    /**< ACD_KEY_… that puts her behind the one before; 0 for the first and for those without a place */
  int64_t missed; /**< ACD_KEY_MISSED */
  int64_t preferred; /**< ACD_KEY_PREFERRED; 0: the call prefers nobody */
  int64_t tier;      /**< ACD_KEY_TIER, told even where it does not count */
  int64_t
      score; /**< ACD_KEY_MOST_SKILLED, ACD_KEY_LEAST_SKILLED, ACD_KEY_OCCUPANCY, ACD_KEY_LOAD or ACD_KEY_GROUP; 0: none of them is in `keys`.
                      ACD_KEY_HOST_SCORE: 0 outside the hook and where the host did not answer; INT64_MIN: not asked about */
  int64_t lap;      /**< ACD_KEY_LAP */
  int64_t value;    /**< the one of ACD_KEY_IDLE_SINCE … ACD_KEY_LOT that is in `keys` */
  int64_t creation; /**< ACD_KEY_CREATION: a number that grows with each agent defined */
} acd_candidate;

/** The members of the call's queue, in the order in which they would be offered the call, then those who may not be, by
 * creation. `count` records are written at the most, `stride` bytes apart (at least sizeof(acd_candidate), a multiple
 * of 8; what a record does not fill is zeroed). Returns how many there are in all, or a negative status: ACD_ERR_STATE
 * unless the call waits or is connecting. With a random strategy, before the lot falls, those with equal keys are in
 * the order of creation and none is before another. Of a call in several queues it is acd_call_info.queue, in the hook
 * the one that is decided on (acd_decision.queue). */
ACD_API int64_t acd_explain_agents(const acd_engine *engine, acd_id call, size_t count, size_t stride,
                                   acd_candidate *candidates_out);

/** What a queue has for an agent, were she ready now: its first call for her, or its first call and why it is not for
 * her. Or the first of the calls that wait for her alone. */
typedef struct acd_contender {
  uint32_t size;
  uint32_t place; /**< 1 first; 0: an obstacle keeps it from her */
  acd_id call;
  acd_id queue;      /**< 0: none */
  int64_t direct;    /**< ACD_KEY_DIRECT */
  int64_t obstacles; /**< without those that mean she is not ready, but for ACD_OBSTACLE_CAPACITY where she has room for
                          others */
  int64_t keys;      /**< which keys count: 1 << ACD_KEY_…; the same for all */
  int64_t key;    /**< ACD_KEY_… that puts it behind the one before; 0 for the first and for those without a place */
  int64_t rank;   /**< ACD_KEY_RANK */
  int64_t weight; /**< ACD_KEY_WEIGHT: of its queue, as it counts now */
  int64_t claim;  /**< the one of ACD_KEY_PRIORITY … ACD_KEY_OBJECTIVE that is in `keys`; 0: none is */
  acd_time wait_began_at_us; /**< ACD_KEY_WAIT: when its wait clock began */
  int64_t creation;          /**< ACD_KEY_CREATION: a number that grows with each call */
} acd_contender;

/** One record for each queue of the agent in which calls wait, as acd_explain_agents() writes them: in the order in
 * which she would take them, then those with an obstacle, by creation of the call. */
ACD_API int64_t acd_explain_calls(const acd_engine *engine, acd_id agent, size_t count, size_t stride,
                                  acd_contender *contenders_out);

/** What happens to a waiting call by itself. */
enum {
  ACD_OUTLOOK_NONE = 0,
  ACD_OUTLOOK_STEP = 1,      /**< its next step begins */
  ACD_OUTLOOK_REST = 2,      /**< an eligible agent has rested */
  ACD_OUTLOOK_WRAPUP = 3,    /**< an eligible agent's wrap-up ends, at the latest */
  ACD_OUTLOOK_RING = 4,      /**< an agent who rings for it is given up */
  ACD_OUTLOOK_MORE = 5,      /**< more agents may be rung */
  ACD_OUTLOOK_LEAVES = 6,    /**< it has waited as long as it may */
  ACD_OUTLOOK_LIMIT = 7,     /**< an eligible agent may be offered a call again: `offers_max` */
  ACD_OUTLOOK_PREFERRED = 8, /**< it no longer waits for a preferred agent alone */
  ACD_OUTLOOK_DIAL = 9       /**< its customer is dialled at the most until then (callback.h) */
};

/** What a waiting call waits for. `offer_at_us` is when it is offered to somebody at the latest if nobody does anything
 * and no other call takes an agent first (steps with `skip_if` are taken as not passed over); ACD_TIME_NEVER if not by
 * itself, or if it leaves before. `skill` is one that the call needs and no member has at the level needed, of those
 * who are logged in and of a tier of the step. */
typedef struct acd_outlook {
  uint32_t size;
  uint32_t change; /**< ACD_OUTLOOK_…: what happens next by itself */
  acd_id call;
  acd_id queue;          /**< 0: waits for one agent alone, and the counts are of her */
  acd_time change_at_us; /**< when; ACD_TIME_NEVER: nothing does */
  acd_id change_agent;   /**< whose rest, wrap-up, limit or ringing ends */
  acd_time offer_at_us;
  acd_id offer_agent;       /**< who can take it then */
  acd_time leaves_at_us;    /**< end of its maximum wait, ACD_TIME_NEVER; `leave_when` is not foreseen */
  acd_time step_ends_at_us; /**< end of its present step, ACD_TIME_NEVER */
  int64_t step;             /**< present one, from 0; -1: its queue has none */
  int64_t members_count;    /**< of the queue */
  int64_t eligible_count;   /**< of those: eligible in the present step, whatever they do */
  int64_t staffed_count;    /**< of those: logged in */
  int64_t available_count;  /**< of those: presence available */
  int64_t
      busy_count; /**< of those: on a call or rung for one, in wrap-up, resting, at their limit, elsewhere or supervising */
  int64_t held_count;    /**< of those who are ready: kept from it (missed, reservation) */
  int64_t rings_count;   /**< agents who ring for it */
  int64_t rings_max;     /**< it may ring so many; -1: all */
  int64_t ready_needed;  /**< so many more members must be ready before it is offered: `reserve`; 0: none */
  acd_id skill;          /**< 0: each is there */
  int64_t skill_level;   /**< needed of that skill */
  int64_t strange_count; /**< of the members: those who take no calls of its channel (ACD_OBSTACLE_CHANNEL) */
} acd_outlook;

/** ACD_ERR_STATE unless the call waits, rung or not. Of several queues that it waits in, for the first. */
ACD_API int acd_explain_wait(const acd_engine *engine, acd_id call, acd_outlook *outlook_out);
/** The same for one of the queues that it waits in; ACD_ERR_STATE if it does not wait there. `leaves_at_us` and
 * `change_at_us` are of that wait, and of the ring, wherever that is from. */
ACD_API int acd_explain_wait_in(const acd_engine *engine, acd_id call, acd_id queue, acd_outlook *outlook_out);

/** Who chose: route.h. */
enum {
  ACD_SIDE_CALL = 1, /**< the call, among agents */
  ACD_SIDE_AGENT = 2 /**< the agent, among calls */
};

/** A decision of the engine, before it takes effect. */
typedef struct acd_decision {
  uint32_t size;
  uint32_t side; /**< ACD_SIDE_… */
  acd_time time_us;
  acd_id call;       /**< 0: the agent found none and goes idle */
  acd_id agent;      /**< 0: the call found nobody, and waits */
  acd_id queue;      /**< of the call; 0: none, or it waits for her alone */
  int64_t call_ref;  /**< host reference of the call, 0: none */
  int64_t agent_ref; /**< host reference of the agent, 0: none */
  int64_t
      compared_count; /**< agents or calls with a place (acd_candidate, acd_contender); the chosen one is the first */
  acd_id second;      /**< who came second; 0: nobody */
  int64_t key;        /**< ACD_KEY_… that decided between the first and the second; 0: there was no second */
} acd_decision;

/** Told of each offer that the engine chooses (not of those that a command asks for: pick-up, barge), before anything
 * is changed for it, and of each search of a call that rings nowhere or of a freed agent that finds nothing. Called
 * inside the command: it must not command, pull or free the engine, but may ask it whatever it likes:
 * acd_explain_agents() of the call then tells the keys that were compared, acd_explain_calls() of the agent likewise.
 * An agent who chooses counts as ready. With slices of a large group rung at once, each offer is a decision. What the
 * hook does never influences the engine. */
typedef void (*acd_explain_fn)(void *user, const acd_engine *engine, const acd_decision *decision);
/** NULL (default): no hook. */
ACD_API int acd_options_set_explain(acd_options *options, acd_explain_fn explain, void *user);

/** Names ("not_member", "next", "idle_since", "wrapup"), "?" for unknown ones. */
ACD_API const char *acd_obstacle_str(int64_t obstacle);
ACD_API const char *acd_verdict_str(int64_t verdict);
ACD_API const char *acd_key_str(int64_t key);
ACD_API const char *acd_outlook_str(int64_t outlook);

#ifdef __cplusplus
}
#endif
#endif
