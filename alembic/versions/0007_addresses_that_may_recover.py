"""addresses that refused mail and may recover

What was marked for a full mailbox, or for another trouble that may pass, is written to again.

Revision: 0007
After: 0006
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STATUS = re.compile(r"(?<![\d.])5\.\d{1,3}\.\d{1,3}(?![\d.])")
_FOR_GOOD = re.compile(r"5\.(?:1\.(?:1|2|3|6|10)|2\.1)")
_FULL = re.compile(r"\b552\b|\bfull\b|quota|storage|exceed", re.I)


def upgrade() -> None:
    with op.batch_alter_table("bounced_addresses") as batch_op:
        batch_op.add_column(sa.Column("days", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(
            sa.Column("is_stopped", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    marked = sa.table(
        "bounced_addresses",
        sa.column("address_key", sa.String),
        sa.column("reason", sa.String),
        sa.column("is_stopped", sa.Boolean),
    )
    connection = op.get_bind()
    for key, reason in connection.execute(sa.select(marked.c.address_key, marked.c.reason)).all():
        if not _is_for_good(reason):
            connection.execute(
                sa.update(marked).where(marked.c.address_key == key).values(is_stopped=False)
            )


def downgrade() -> None:
    # A mark meant for good: what may pass had none.
    op.execute(sa.text("DELETE FROM bounced_addresses WHERE NOT is_stopped"))
    with op.batch_alter_table("bounced_addresses") as batch_op:
        batch_op.drop_column("is_stopped")
        batch_op.drop_column("days")


def _is_for_good(reason: str) -> bool:
    if found := _STATUS.search(reason):
        return bool(_FOR_GOOD.fullmatch(found.group()))
    return not _FULL.search(reason)
