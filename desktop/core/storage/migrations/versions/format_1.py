"""The vault's first format. Written out, so that it stays as it is when `tables` goes on to the next."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "format_1"
down_revision = None

# All that is no blank belongs to a word.
_SIGNS = r"""!""#$%&''()*+,-./:;<=>?@[\]^_`{|}~"""
_INDEXED = "state, search_words"
_SEARCH_INDEXES = {
    "patient_words": f"""detail=column, prefix='1 2 3', tokenize="ascii tokenchars '{_SIGNS}'\"""",
    "patient_search": "tokenize='trigram case_sensitive 1'",
}


def upgrade() -> None:
    """Make the tables."""
    _make_people()
    _make_search_indexes()
    _make_examinations()
    _make_tray()
    _make_what_was_made_of_them()
    _make_audit_trail()
    _make_what_the_vault_knows_of_itself()


def _make_people() -> None:
    op.create_table(
        "accounts",
        _id(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("normal_name", sa.Text, nullable=False, unique=True),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("archived_at", _moment()),
    )
    op.create_table(
        "patients",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("identifier_key", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("search_words", sa.Text, nullable=False),
        sa.Column("identifier", sa.Text, nullable=False, unique=True),
        sa.Column("family_name", sa.Text, nullable=False),
        sa.Column("given_names", sa.Text, nullable=False),
        sa.Column("birth_date", sa.Date),
        sa.Column("sex", sa.String(40)),
        sa.Column("skin_type", sa.Integer),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("lesion_count", sa.Integer, nullable=False),
        sa.Column("seen_at", _moment()),
        sa.Column("due_on", sa.Date),
        *_stamp(),
        sa.Column(
            "state", sa.String(8), sa.Computed("CASE WHEN archived_at IS NULL THEN 'present' ELSE 'archived' END")
        ),
        sa.Index("ix_patients_state_name_key", "state", "name_key", "identifier_key"),
        sa.Index("ix_patients_state_identifier_key", "state", "identifier_key"),
        sa.Index("ix_patients_state_due_on", "state", "due_on"),
    )
    op.create_table(
        "lesions",
        _id(),
        sa.Column("patient_id", sa.String(32), sa.ForeignKey("patients.id"), nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("site_scheme", sa.String(16)),
        sa.Column("site_code", sa.String(20)),
        sa.Column("laterality", sa.String(40)),
        sa.Column("pin_view", sa.String(40)),
        sa.Column("pin_x", sa.Float),
        sa.Column("pin_y", sa.Float),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("notes", sa.Text, nullable=False),
        *_stamp(),
    )


def _make_search_indexes() -> None:
    """Make two indexes of `search_words`, of words and of all runs of three characters, and what keeps them in step.

    A later migration that makes the table of patients anew has to make these triggers again.
    """
    add = remove = ""
    for name, options in _SEARCH_INDEXES.items():
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5({_INDEXED}, content='patients', "
            f"content_rowid='number', columnsize=0, {options})"
        )
        op.execute(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)")  # noqa: S608 - the names are ours.
        # So that a page of the index fits into one of the database's, of whose 4096 bytes SQLCipher takes 80.
        op.execute(f"INSERT INTO {name}({name}, rank) VALUES ('pgsz', 3800)")  # noqa: S608
        add += f"INSERT INTO {name}(rowid, {_INDEXED}) VALUES (new.number, new.state, new.search_words); "  # noqa: S608
        gone = "'delete', old.number, old.state, old.search_words"
        remove += f"INSERT INTO {name}({name}, rowid, {_INDEXED}) VALUES ({gone}); "  # noqa: S608
    op.execute(f"CREATE TRIGGER patients_added AFTER INSERT ON patients BEGIN {add}END")
    op.execute(f"CREATE TRIGGER patients_removed AFTER DELETE ON patients BEGIN {remove}END")
    op.execute(
        "CREATE TRIGGER patients_changed AFTER UPDATE OF number, archived_at, search_words ON patients "
        f"BEGIN {remove}{add}END"
    )


def _make_examinations() -> None:
    op.create_table(
        "images",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("sealed_key", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "examinations",
        _id(),
        sa.Column("lesion_id", sa.String(32), sa.ForeignKey("lesions.id"), index=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("images.sha256"), nullable=False, index=True),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("captured_at", _moment()),
        sa.Column("captured_offset_minutes", sa.Integer),
        sa.Column("camera", sa.Text, nullable=False),
        sa.Column("polarised", sa.Boolean),
        sa.Column("contact", sa.Boolean),
        sa.Column("immersion", sa.String(40)),
        sa.Column("magnification", sa.Float),
        sa.Column("mm_per_px", sa.Float),
        *_stamp(),
        sa.CheckConstraint("(captured_at IS NULL) = (captured_offset_minutes IS NULL)", name="captured"),
    )


def _make_tray() -> None:
    op.create_table(
        "tray_names",
        sa.Column("examination_id", sa.String(32), sa.ForeignKey("examinations.id"), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table("watched_files", sa.Column("mark", sa.String(64), primary_key=True))


def _make_what_was_made_of_them() -> None:
    op.create_table(
        "predictions",
        _id(),
        *_examined(),
        sa.Column("bundle_name", sa.Text, nullable=False),
        sa.Column("bundle_version", sa.Text, nullable=False),
        sa.Column("bundle_sha256", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("probabilities", sa.JSON),
        sa.Column("malignant", sa.Float),
        sa.Column("top_label", sa.Text),
        sa.Column("balanced_label", sa.Text),
        sa.Column("flags", sa.JSON, nullable=False),
        sa.Column("program_version", sa.Text, nullable=False),
        *_authorship(),
    )
    op.create_table(
        "conclusions",
        _id(),
        *_examined(),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("concluded_on", sa.Date, nullable=False),
        sa.Column("icd10", sa.Text, nullable=False),
        sa.Column("malignant", sa.Boolean),
        *_authorship(),
    )
    op.create_table(
        "comparisons",
        sa.Column("examination_id", sa.String(32), sa.ForeignKey("examinations.id"), primary_key=True),
        sa.Column("bundle_sha256", sa.String(64), primary_key=True),
        sa.Column("prediction_id", sa.String(32), nullable=False),
        sa.Column("conclusion_id", sa.String(32), nullable=False),
        sa.Column("concluded_on", sa.Date, nullable=False),
        sa.Column("concluded_at", _moment(), nullable=False),
        sa.Column("decided_malignant", sa.Boolean, nullable=False),
        sa.Column("chance", sa.Float, nullable=False),
        sa.Index(
            "ix_comparisons_newest",
            "bundle_sha256",
            "concluded_on",
            "concluded_at",
            "conclusion_id",
            "decided_malignant",
            "chance",
        ),
    )


def _make_audit_trail() -> None:
    op.create_table(
        "audit_events",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", _moment(), nullable=False),
        sa.Column("account_id", sa.String(32), sa.ForeignKey("accounts.id")),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def _make_what_the_vault_knows_of_itself() -> None:
    op.create_table(
        "vault_settings",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
    )
    op.create_table(
        "backups",
        _id(),
        sa.Column("finished_at", _moment(), nullable=False, index=True),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("images", sa.Integer, nullable=False),
        sa.Column("images_copied", sa.Integer, nullable=False),
        sa.Column("copied_bytes", sa.BigInteger, nullable=False),
        sa.Column("unreadable_images", sa.Integer, nullable=False),
    )


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(32), primary_key=True)


def _examined() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("examination_id", sa.String(32), sa.ForeignKey("examinations.id"), nullable=False, index=True),
        sa.Column("lesion_id", sa.String(32), sa.ForeignKey("lesions.id"), index=True),
    )


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _authorship() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("created_at", _moment(), nullable=False),
        sa.Column("created_by", sa.String(32), sa.ForeignKey("accounts.id")),
    )


def _stamp() -> tuple[sa.Column[Any], ...]:
    return (
        *_authorship(),
        sa.Column("changed_at", _moment(), nullable=False),
        sa.Column("changed_by", sa.String(32), sa.ForeignKey("accounts.id")),
        sa.Column("archived_at", _moment()),
    )
