"""The rows of one candidate's profile: every query is scoped to its account."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from ilojobs_app.accounts.models import Account
from ilojobs_app.core.errors import NotFound
from ilojobs_app.profile.cleaning import clean_step, content
from ilojobs_app.profile.fields import Step, StepData
from ilojobs_app.profile.models import AccommodationNeeds, Profile, ProfileDraft
from ilojobs_app.profile.steps import DATA_STEPS, PERSONAL
from ilojobs_app.profile.views import StepView

NEEDS = "accommodation_needs"


@dataclass
class Folder:
    """All that is kept for one candidate."""

    account_id: int
    account: Account
    profile: Profile | None
    drafts: dict[str, ProfileDraft]
    needs: AccommodationNeeds | None

    def view(self, step: Step) -> StepView:
        """Give a step: its draft, else the profile's part, else what the account knows."""
        draft = self.drafts.get(step.slug)
        if draft:
            stored, at = draft.data, draft.updated_at
        elif self.profile:
            stored, at = self.profile.data.get(step.slug, {}), self.profile.saved_at
        else:
            stored, at = {}, None
        if step is PERSONAL:
            stored = self._completed(stored)
        return StepView(
            data=clean_step(step, stored),
            version=self.version(step.slug),
            updated_at=at,
            from_draft=draft is not None,
        )

    def version(self, slug: str) -> int:
        """Give the version that the next save of a step must know."""
        draft = self.drafts.get(slug)
        return draft.version if draft else self.profile.version if self.profile else 0

    def next_version(self) -> int:
        """Give a version later than all that any device may hold."""
        versions = [draft.version for draft in self.drafts.values()]
        return max([*versions, self.profile.version if self.profile else 0]) + 1

    def is_visited(self, slug: str) -> bool:
        """Say whether anything of a step was ever kept."""
        return slug in self.drafts or bool(self.profile and slug in self.profile.data)

    def stamp(self) -> str:
        """Give what differs whenever anything of the profile has been kept since."""
        views = [self.view(step) for step in DATA_STEPS]
        return " ".join([self.account.country, *(f"{v.version}@{v.updated_at}" for v in views)])

    def has_changes(self) -> bool:
        """Say whether saving the profile would change it: a value put back is no change.

        Without a saved profile, whatever is kept is one.
        """
        if self.profile is None:
            return bool(self.drafts)
        return any(self._differs(step) for step in DATA_STEPS if step.slug in self.drafts)

    def _differs(self, step: Step) -> bool:
        before = self.profile.data.get(step.slug, {}) if self.profile else {}
        after = self.drafts[step.slug].data
        if step is PERSONAL:
            needs = self.needs.text if self.needs else ""
            before = {**self._completed(before), NEEDS: needs}
            after = self._completed(after)
        return content(step, clean_step(step, before)) != content(step, clean_step(step, after))

    def all_data(self) -> dict[str, StepData]:
        """Give every step as it stands."""
        return {step.slug: self.view(step).data for step in DATA_STEPS}

    def _completed(self, stored: StepData) -> StepData:
        # The statement that was accepted depends on the country (R4): the account decides it.
        known = {"first_names": self.account.first_names, "last_name": self.account.last_name}
        return {
            **known,
            "phone_country": self.account.country,
            **stored,
            "residence_country": self.account.country,
            NEEDS: self._needs_text(),
        }

    def _needs_text(self) -> str:
        if self.needs is None:
            return ""
        return self.needs.text if self.needs.draft is None else self.needs.draft


def open_folder(session: Session, account_id: int, *, to_write: bool = False) -> Folder:
    """Read all that is kept for a candidate.

    Args:
        to_write: wait for the candidate's other devices, which write one after the other.

    Raises:
        NotFound: the account was deleted meanwhile.
    """
    own = select(Account).where(Account.id == account_id)
    account = session.exec(own.with_for_update() if to_write else own).one_or_none()
    if account is None:
        raise NotFound
    drafts = select(ProfileDraft).where(ProfileDraft.account_id == account_id)
    needs = select(AccommodationNeeds).where(AccommodationNeeds.account_id == account_id)
    return Folder(
        account_id=account_id,
        account=account,
        profile=own_profile(session, account_id),
        drafts={draft.step: draft for draft in session.exec(drafts)},
        needs=session.exec(needs).one_or_none(),
    )


def own_profile(session: Session, account_id: int) -> Profile | None:
    """Give the candidate's saved profile."""
    return session.exec(select(Profile).where(Profile.account_id == account_id)).one_or_none()


def keep_draft(session: Session, folder: Folder, step: Step, data: StepData, now: datetime) -> int:
    """Write the draft of a step; give its version. Confidential needs go to their own table."""
    stored = dict(data)
    if step is PERSONAL:
        _needs_row(session, folder).draft = stored.pop(NEEDS)
    version = folder.version(step.slug) + 1
    if draft := folder.drafts.get(step.slug):
        draft.data, draft.version, draft.updated_at = stored, version, now
    else:
        session.add(
            ProfileDraft(
                account_id=folder.account_id,
                step=step.slug,
                data=stored,
                version=version,
                updated_at=now,
            )
        )
    session.flush()
    return version


def keep_profile(
    session: Session, folder: Folder, data: dict[str, StepData], now: datetime
) -> None:
    """Write the profile whole in place of the old one, and remove the drafts (R8)."""
    version = folder.next_version()
    needs = _needs_row(session, folder)
    needs.text, needs.draft = data[PERSONAL.slug].pop(NEEDS), None
    if profile := folder.profile:
        profile.data, profile.version, profile.saved_at = data, version, now
    else:
        session.add(Profile(account_id=folder.account_id, data=data, version=version, saved_at=now))
    session.exec(delete(ProfileDraft).where(col(ProfileDraft.account_id) == folder.account_id))
    session.flush()


def delete_drafts(session: Session, account_id: int) -> None:
    """Delete what was typed since the profile was saved, confidential needs too."""
    session.exec(delete(ProfileDraft).where(col(ProfileDraft.account_id) == account_id))
    own = col(AccommodationNeeds.account_id) == account_id
    session.exec(update(AccommodationNeeds).where(own).values(draft=None))


def _needs_row(session: Session, folder: Folder) -> AccommodationNeeds:
    if folder.needs is None:
        folder.needs = AccommodationNeeds(account_id=folder.account_id)
    session.add(folder.needs)
    return folder.needs
