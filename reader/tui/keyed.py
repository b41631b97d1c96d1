"""The application's side of the keys: one at a time, held while what a key asked for is fetched."""

from __future__ import annotations

from textual import events
from textual.app import App

from reader.tui import keys
from reader.tui.keys import TELL, Hold, KeyPassed, KeyQueue
from reader.tui.main import MainScreen


class KeyedApp(App[int], inherit_bindings=False):
    """The part of the application that sends keys on their way."""

    desk: MainScreen
    _keys: KeyQueue
    _watched: Hold | None = None

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            hold = self._keys.held
            if hold is not None and hold.told and event.key in {"escape", "ctrl+c"}:
                self._stop_waiting(quiet=event.key == "ctrl+c")
                if event.key == "escape":
                    return
            self._keys.add(event)
            await self._next_key()
        else:
            if isinstance(event, events.Resize):
                self._keys.quiet(keys.LAID_OUT)
            elif isinstance(event, events.MouseEvent):
                self._keys.quiet(keys.DRAWN)
            await super().on_event(event)

    async def _next_key(self) -> None:
        if self._keys.held is not None and self._keys.waiting:
            self._watch_hold(self._keys.held)
        key = self._keys.next()
        if key is None:
            return
        if await self._acts_at_once(key):
            self._send_behind(key, again=False)
        else:
            await super().on_event(key)
            self._send_behind(key, again=True)

    async def _acts_at_once(self, key: events.Key) -> bool:
        """Run the binding of a key that nobody on its way to the app would take: that way takes as long as a page."""
        desk = self.desk
        if self.screen is not desk or not desk.is_resting or self.focused not in {desk.page, desk.list}:
            return False
        self.app_focus = True  # as Textual does: a key is a sign of it
        return await self._check_bindings(key.key, priority=True) or await self._check_bindings(key.key)

    def _send_behind(self, key: events.Key, *, again: bool) -> None:
        if not (self.focused or self.screen).post_message(KeyPassed(key, again=again)):
            self.call_later(self._key_done, key)  # that widget is closing: nothing would come back from it

    def on_key_passed(self, message: KeyPassed) -> None:
        if message.again:
            # a binding ran when the key was back here; what it sent (Enter in a prompt) is now on its way
            self.call_later(self._send_behind_again, message.key)
        else:
            # behind what the key itself asked to be called later, such as a change of focus
            self.call_later(self._key_done, message.key)

    def _send_behind_again(self, key: events.Key) -> None:
        self._send_behind(key, again=False)

    async def _key_done(self, key: events.Key) -> None:
        if self._keys.done(key):
            await self._next_key()

    def _watch_hold(self, hold: Hold) -> None:
        """A key waits: say so if that takes long, and let it be if it takes too long."""
        if self._watched is hold:
            return
        self._watched = hold

        def end() -> None:
            if not hold.over:
                self._keys.let_go(stop=False)
                self.desk.say("This takes long: keys act here until it comes")

        self.set_timer(TELL, lambda: self.desk.tell_waiting(hold))
        self.set_timer(keys.HELD, end)

    def _stop_waiting(self, *, quiet: bool) -> None:
        self._keys.let_go(stop=True)
        self.desk.stopped_waiting()
        if not quiet:
            self.desk.say("Stopped")

    async def _unstick(self) -> None:
        key = self._keys.stuck()
        if key is not None:
            await self._key_done(key)
