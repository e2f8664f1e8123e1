# SPDX-License-Identifier: Apache-2.0
"""The host's side: what is done when the engine asks for something."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar, Union

from .kinds import Outcome

if TYPE_CHECKING:
    from .call import Action


@dataclass(frozen=True)
class Result:
    """An outcome with a text: the keys that were pressed, what was said, what a host action gives."""

    outcome: Outcome
    text: str = ""


Answer = Union[Outcome, Result, None]
"""What a hook returns: how the action ended; None: not yet, Action.result() will be called, or its deadline ends it."""


Given = TypeVar("Given")


class BaseHost(Generic[Given]):
    """Hooks, one for each kind of action: see Host and AsyncHost."""

    def ring(self, action: Action) -> Given:
        """Ring the agent: Outcome.ACCEPTED once she answers."""
        return self.other(action)

    def ring_stop(self, action: Action) -> Given:
        """Stop ringing: nobody needs to answer any more."""
        return self.other(action)

    def bridge(self, action: Action) -> Given:
        """Connect the call with the agent, who has accepted."""
        return self.other(action)

    def release(self, action: Action) -> Given:
        """End the agent's leg."""
        return self.other(action)

    def play(self, action: Action) -> Given:
        """Play the prompt `action.text`, then say `action.value` as `action.says` tells."""
        return self.other(action)

    def collect(self, action: Action) -> Given:
        """Play a prompt, then collect keys: a Result of Outcome.DIGITS with what was pressed."""
        return self.other(action)

    def music(self, action: Action) -> Given:
        """Play music to the caller until the next action."""
        return self.other(action)

    def hold(self, action: Action) -> Given:
        """Put the caller on hold."""
        return self.other(action)

    def resume(self, action: Action) -> Given:
        """Back from hold to the conversation."""
        return self.other(action)

    def voicemail(self, action: Action) -> Given:
        """Record a message for the mailbox `action.text`."""
        return self.other(action)

    def transfer(self, action: Action) -> Given:
        """Transfer the caller to the outside number `action.text`."""
        return self.other(action)

    def hangup(self, action: Action) -> Given:
        """Hang up; `action.reason` says why."""
        return self.other(action)

    def join(self, action: Action) -> Given:
        """Connect the agent, whose leg is up, with all who are in the conversation."""
        return self.other(action)

    def host(self, action: Action) -> Given:
        """Do `action.text`, an operation of the host's own, with `action.parameters`."""
        return self.other(action)

    def recording(self, action: Action) -> Given:
        """Record the call as `action.value` says, one of acd.Recording."""
        return self.other(action)

    def dial(self, action: Action) -> Given:
        """Ring the customer at the number `action.text`: callbacks and campaigns."""
        return self.other(action)

    def message(self, action: Action) -> Given:
        """Tell the customer at the number `action.text` what `action.prompt` says."""
        return self.other(action)

    def other(self, action: Action) -> Given:
        """Whatever has no hook of its own, and kinds of newer versions."""
        raise NotImplementedError


class Host(BaseHost[Answer]):
    """Hooks, one for each kind of action; override those that matter.

    A hook runs between commands: it may call anything. It returns the action's outcome, or None where that comes later.
    A result that comes too late, since the hook itself made the action end, is passed over. What a hook raises goes to
    whoever called Engine.run(); the action has no result then, and the next run goes on with the next one.
    """

    def other(self, action: Action) -> Answer:
        """Whatever has no hook of its own, and kinds of newer versions. Here: nothing, the deadline ends it."""
        return None


class AsyncHost(BaseHost[Union[Answer, Awaitable[Answer]]]):
    """Likewise, for acd.aio.Driver: each hook may be a coroutine, or a plain function as those of a Host."""

    def other(self, action: Action) -> Union[Answer, Awaitable[Answer]]:
        """Whatever has no hook of its own, and kinds of newer versions. Here: nothing, the deadline ends it."""
        return None
