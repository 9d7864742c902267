"""where a mailed link goes on to

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("pending_registrations", "password_resets")


def upgrade() -> None:
    for table in TABLES:
        # The default is for links that are on their way while this runs.
        column = sa.Column("next_page", sa.String(length=500), nullable=False, server_default="")
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(column)


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("next_page")
