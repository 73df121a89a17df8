"""When the exam prompts by sound: what the patient is asked for, beside the text on the screen."""

from tfcollab.app.preferences import Preferences
from tfcollab.app.sounds import Sounds

#: the gap within a double blink is shorter
_STAYS_OPEN_S = 0.6


class Prompts:
    """Each prompt once a take, where the user wants sounds. Close it."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._sounds = Sounds()
        self._open_said = False

    def blink(self) -> None:
        """The patient is asked to blink."""
        self._open_said = False
        self._play("blink")

    def open_for(self, seconds: float) -> None:
        """The eye has been open for so long since the blink."""
        if not self._open_said and seconds >= _STAYS_OPEN_S:
            self._open_said = True
            self._play("open")

    def done(self) -> None:
        """The patient may blink."""
        self._play("done")

    def close(self) -> None:
        self._sounds.close()

    def _play(self, prompt: str) -> None:
        if self._preferences.interface.sounds:
            self._sounds.play(prompt)
