"""The tables, in SQLAlchemy's words, which know no dialect. `migrations` makes them; a test holds both equal."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from desktop.core.domain.accounts import Action, Role, Subject
from desktop.core.domain.assessment import Status
from desktop.core.domain.body_sites import Laterality
from desktop.core.domain.history import BodyView, ConclusionKind, Immersion, LesionStatus, Sex

# Named constraints can be changed by later migrations.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment with time zone: goes in as any, is kept and comes out as UTC, on every dialect."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn into UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Say that it is UTC, where the dialect forgets."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Choice(TypeDecorator[StrEnum]):
    """One member of an enumeration, kept as its value."""

    impl = String(40)
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Turn into the value."""
        del dialect
        return None if value is None else self.members(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Turn into the member."""
        del dialect
        return None if value is None else self.members(value)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _stamp() -> tuple[Column[Any], ...]:
    return (
        Column("created_at", Moment, nullable=False),
        Column("created_by", String(32), ForeignKey("accounts.id")),
        Column("changed_at", Moment, nullable=False),
        Column("changed_by", String(32), ForeignKey("accounts.id")),
        Column("archived_at", Moment),
    )


def _examined() -> tuple[Column[Any], ...]:
    return (
        Column("examination_id", String(32), ForeignKey("examinations.id"), nullable=False, index=True),
        # The examination's: an index by lesion has together what a patient's page shows, one by examination has not.
        Column("lesion_id", String(32), ForeignKey("lesions.id"), index=True),
    )


accounts = Table(
    "accounts",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("normal_name", Text, nullable=False, unique=True),
    Column("role", Choice(Role), nullable=False),
    Column("archived_at", Moment),
)

patients = Table(
    "patients",
    metadata,
    # What the search index knows a patient by, and where the row lies: what it finds is read without a detour.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, unique=True),
    # See `search` for these three, which come before the long columns.
    Column("identifier_key", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("search_words", Text, nullable=False),
    Column("identifier", Text, nullable=False, unique=True),
    Column("family_name", Text, nullable=False),
    Column("given_names", Text, nullable=False),
    Column("birth_date", Date),
    Column("sex", Choice(Sex)),
    Column("skin_type", Integer),
    Column("notes", Text, nullable=False),
    # What a list shows beside; see `overview`, which keeps them true.
    Column("lesion_count", Integer, nullable=False),
    Column("seen_at", Moment),
    Column("due_on", Date),
    *_stamp(),
    # Whether the record has been put away, as a word: the search index holds words.
    Column("state", String(8), Computed("CASE WHEN archived_at IS NULL THEN 'present' ELSE 'archived' END")),
    Index("ix_patients_state_name_key", "state", "name_key", "identifier_key"),
    Index("ix_patients_state_identifier_key", "state", "identifier_key"),
    Index("ix_patients_state_due_on", "state", "due_on"),
)

lesions = Table(
    "lesions",
    metadata,
    _id(),
    Column("patient_id", String(32), ForeignKey("patients.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("site_scheme", String(16)),
    Column("site_code", String(20)),
    Column("laterality", Choice(Laterality)),
    Column("pin_view", Choice(BodyView)),
    Column("pin_x", Float),
    Column("pin_y", Float),
    Column("status", Choice(LesionStatus), nullable=False),
    Column("due_on", Date),
    Column("notes", Text, nullable=False),
    *_stamp(),
)

images = Table(
    "images",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("size_bytes", Integer, nullable=False),
    Column("sealed_key", LargeBinary, nullable=False),
)

examinations = Table(
    "examinations",
    metadata,
    _id(),
    # None in the unfiled tray.
    Column("lesion_id", String(32), ForeignKey("lesions.id"), index=True),
    Column("sha256", String(64), ForeignKey("images.sha256"), nullable=False, index=True),
    # The image's, so that a record is read without looking up each image.
    Column("size_bytes", Integer, nullable=False),
    Column("captured_at", Moment),
    Column("captured_offset_minutes", Integer),
    Column("camera", Text, nullable=False),
    Column("polarised", Boolean),
    Column("contact", Boolean),
    Column("immersion", Choice(Immersion)),
    Column("magnification", Float),
    Column("mm_per_px", Float),
    *_stamp(),
    CheckConstraint("(captured_at IS NULL) = (captured_offset_minutes IS NULL)", name="captured"),
)

# The names of the unfiled images' files, which may say whose they are; gone when the image is filed.
tray_names = Table(
    "tray_names",
    metadata,
    Column("examination_id", String(32), ForeignKey("examinations.id"), primary_key=True),
    Column("name", Text, nullable=False),
)

# What has come from the watched folder: hashes of place, size and time of each file. See `DropFolder`.
watched_files = Table("watched_files", metadata, Column("mark", String(64), primary_key=True))

predictions = Table(
    "predictions",
    metadata,
    _id(),
    *_examined(),
    Column("bundle_name", Text, nullable=False),
    Column("bundle_version", Text, nullable=False),
    Column("bundle_sha256", String(64), nullable=False),
    Column("outcome", Choice(Status), nullable=False),
    Column("reason", Text),
    # A list of [label, probability], because an object's order is not kept everywhere.
    Column("probabilities", JSON(none_as_null=True)),
    Column("malignant", Float),
    Column("top_label", Text),
    Column("balanced_label", Text),
    Column("flags", JSON, nullable=False),
    Column("program_version", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", String(32), ForeignKey("accounts.id")),
)

conclusions = Table(
    "conclusions",
    metadata,
    _id(),
    *_examined(),
    Column("kind", Choice(ConclusionKind), nullable=False),
    Column("text", Text, nullable=False),
    Column("concluded_on", Date, nullable=False),
    Column("icd10", Text, nullable=False),
    Column("malignant", Boolean),
    Column("created_at", Moment, nullable=False),
    Column("created_by", String(32), ForeignKey("accounts.id")),
)

# The newest conclusion that decided anything about an examination, beside each bundle's newest prediction for it; see
# `comparisons`, which keeps them true. The index has all that tells which are listed.
comparisons = Table(
    "comparisons",
    metadata,
    Column("examination_id", String(32), ForeignKey("examinations.id"), primary_key=True),
    Column("bundle_sha256", String(64), primary_key=True),
    Column("prediction_id", String(32), nullable=False),
    Column("conclusion_id", String(32), nullable=False),
    Column("concluded_on", Date, nullable=False),
    Column("concluded_at", Moment, nullable=False),
    Column("decided_malignant", Boolean, nullable=False),
    Column("chance", Float, nullable=False),
    Index(
        "ix_comparisons_newest",
        "bundle_sha256",
        "concluded_on",
        "concluded_at",
        "conclusion_id",
        "decided_malignant",
        "chance",
    ),
)

audit_events = Table(
    "audit_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("account_id", String(32), ForeignKey("accounts.id")),
    Column("action", Choice(Action), nullable=False),
    Column("subject", Choice(Subject), nullable=False),
    # No foreign key: the line stays when what it tells of has been erased.
    Column("subject_id", String(32), nullable=False),
    Column("details", JSON, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

vault_settings = Table(
    "vault_settings",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", JSON, nullable=False),
)

# Those that succeeded; see `BackupReport`.
backups = Table(
    "backups",
    metadata,
    _id(),
    Column("finished_at", Moment, nullable=False, index=True),
    Column("folder", Text, nullable=False),
    Column("images", Integer, nullable=False),
    Column("images_copied", Integer, nullable=False),
    Column("copied_bytes", BigInteger, nullable=False),
    Column("unreadable_images", Integer, nullable=False),
)
