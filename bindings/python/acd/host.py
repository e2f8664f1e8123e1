# SPDX-License-Identifier: Apache-2.0
"""The host's side: what is done when the engine asks for something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union

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


class Host:
    """Hooks, one for each kind of action; override those that matter.

    A hook runs between commands: it may call anything. It returns the action's outcome, or None where that comes later.
    A result that comes too late, since the hook itself made the action end, is passed over. What a hook raises goes to
    whoever called Engine.run(); the action has no result then, and the next run goes on with the next one.

    With acd.aio.Driver hooks may be coroutines; hence their return type here.
    """

    def ring(self, action: Action) -> Any:
        """Ring the agent: Outcome.ACCEPTED once she answers."""
        return self.other(action)

    def ring_stop(self, action: Action) -> Any:
        """Stop ringing: nobody needs to answer any more."""
        return self.other(action)

    def bridge(self, action: Action) -> Any:
        """Connect the call with the agent, who has accepted."""
        return self.other(action)

    def release(self, action: Action) -> Any:
        """End the agent's leg."""
        return self.other(action)

    def play(self, action: Action) -> Any:
        """Play the prompt `action.text`, then say `action.value` as `action.says` tells."""
        return self.other(action)

    def collect(self, action: Action) -> Any:
        """Play a prompt, then collect keys: a Result of Outcome.DIGITS with what was pressed."""
        return self.other(action)

    def music(self, action: Action) -> Any:
        """Play music to the caller until the next action."""
        return self.other(action)

    def hold(self, action: Action) -> Any:
        """Put the caller on hold."""
        return self.other(action)

    def resume(self, action: Action) -> Any:
        """Back from hold to the conversation."""
        return self.other(action)

    def voicemail(self, action: Action) -> Any:
        """Record a message for the mailbox `action.text`."""
        return self.other(action)

    def transfer(self, action: Action) -> Any:
        """Transfer the caller to the outside number `action.text`."""
        return self.other(action)

    def hangup(self, action: Action) -> Any:
        """Hang up; `action.reason` says why."""
        return self.other(action)

    def join(self, action: Action) -> Any:
        """Connect the agent, whose leg is up, with all who are in the conversation."""
        return self.other(action)

    def host(self, action: Action) -> Any:
        """Do `action.text`, an operation of the host's own, with `action.parameters`."""
        return self.other(action)

    def recording(self, action: Action) -> Any:
        """Record the call as `action.value` says, one of acd.Recording."""
        return self.other(action)

    def dial(self, action: Action) -> Any:
        """Ring the customer at the number `action.text`: callbacks and campaigns."""
        return self.other(action)

    def message(self, action: Action) -> Any:
        """Tell the customer at the number `action.text` what `action.prompt` says."""
        return self.other(action)

    def other(self, action: Action) -> Any:
        """Whatever has no hook of its own, and kinds of newer versions. Here: nothing, the deadline ends it."""
        return None
