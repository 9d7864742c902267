"""Refusals of this feature."""

from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _, ngettext

ALERTS_MAX = 30


class AlertExists(RuleError):
    """The candidate has an alert for the same criteria; `alert_id` is the one to change."""

    def __init__(self, alert_id: int) -> None:
        super().__init__(alert_id)
        self.alert_id = alert_id

    def message(self) -> str:
        """Say where it is."""
        return _(
            "Vous avez déjà cette alerte. Modifiez-la dans Options, Alertes de poste (le menu à votre nom)."
        )


class TooManyAlerts(RuleError):
    """The candidate has as many alerts as one may have."""

    def __init__(self, limit: int = ALERTS_MAX) -> None:
        super().__init__(limit)
        self.limit = limit

    def message(self) -> str:
        """Say what to do first."""
        text = ngettext(
            "Vous avez déjà %(n)d alerte, le maximum. Supprimez-en une, puis recommencez.",
            "Vous avez déjà %(n)d alertes, le maximum. Supprimez-en une, puis recommencez.",
            self.limit,
        )
        return text % {"n": self.limit}
