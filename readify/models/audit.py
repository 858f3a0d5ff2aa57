"""Who of the staff changed what, and when: ids and codes, no text."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import BigKey, Code, Moment


class AuditEntry(Base):
    """One change by one account."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject", "subject", "subject_id"),)

    id: Mapped[BigKey]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    action: Mapped[Code]
    subject: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    at: Mapped[Moment]
