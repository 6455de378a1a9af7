"""Why a page did not come, each as a sentence that may be shown. It never repeats what the site sent."""

from __future__ import annotations


class FetchRefused(Exception):
    """The address is none that we ask; nothing was sent to it."""

    kind = "refused"


class FetchFailed(Exception):
    """The page was asked for and did not come.

    ``status`` is what the site answered, where it did; ``is_temporary`` says that
    asking again later may help, and ``retry_after`` is what the site said of when, in its
    own words (seconds or a date). ``kind`` is given where the status does not tell it.
    """

    def __init__(
        self,
        sentence: str,
        *,
        status: int | None = None,
        is_temporary: bool = False,
        retry_after: str = "",
        kind: str = "",
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.is_temporary = is_temporary
        self.retry_after = retry_after
        self._kind = kind

    @property
    def kind(self) -> str:
        """One word for what failures have in common: no answer, a broken one, a busy site, a status."""
        if self._kind:
            return self._kind
        if self.status is None:
            return "no_answer" if self.is_temporary else "broken"
        return "busy" if self.status == 429 else f"status_{self.status}"
