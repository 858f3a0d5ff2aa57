"""A class's reading calendar to subscribe to: the secret in its address. Holds no days of its own."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import Moment


class ClassCalendar(Base):
    """Whoever knows the key may read this class's calendar. Another key, and the old address is worn."""

    __tablename__ = "class_calendars"

    classroom_id: Mapped[int] = mapped_column(
        ForeignKey("classrooms.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(40), unique=True)
    made_at: Mapped[Moment]
