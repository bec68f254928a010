"""InfoJobs experiences with FastAPI, pydantic and SQLAlchemy on SQLite: WAL, every commit waits for the disk."""

import os
from pathlib import Path

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field
from sqlalchemy import JSON, String, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

# SQLite writes one transaction after the other: few connections wait for each other less than many.
engine = create_engine(
    f"sqlite:///{os.environ['DATABASE']}",
    connect_args={"timeout": 60},
    pool_size=2,
    max_overflow=0,
    pool_timeout=60,
)


@event.listens_for(engine, "connect")
def set_up(connection, _record):
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")


class Base(DeclarativeBase):
    pass


class ExperienceRow(Base):
    __tablename__ = "experience"

    id: Mapped[int] = mapped_column(primary_key=True)
    company: Mapped[str] = mapped_column(String(150))
    job: Mapped[str] = mapped_column(String(150))
    description: Mapped[str | None]
    startingDate: Mapped[str]
    finishingDate: Mapped[str | None]
    onCourse: Mapped[bool]
    industry: Mapped[str | None]
    level: Mapped[str]
    staff: Mapped[str | None]
    reportingTo: Mapped[str | None]
    category: Mapped[str]
    subcategories: Mapped[list] = mapped_column(JSON)
    hideSalary: Mapped[bool]
    salaryMin: Mapped[str | None]
    salaryMax: Mapped[str | None]
    salaryPeriod: Mapped[str | None]
    visible: Mapped[bool]


class Experience(BaseModel):
    company: str = Field(min_length=1, max_length=150)
    job: str = Field(min_length=1, max_length=150)
    description: str | None = Field(None, max_length=4000)
    startingDate: str
    finishingDate: str | None = None
    onCourse: bool = False
    industry: str | None = None
    level: str
    staff: str | None = None
    reportingTo: str | None = None
    category: str
    subcategories: list[str]
    hideSalary: bool = False
    salaryMin: str | None = None
    salaryMax: str | None = None
    salaryPeriod: str | None = None
    visible: bool = False


class SentExperience(Experience):
    id: str = ""


class SavedExperience(Experience):
    model_config = {"from_attributes": True}

    id: int


app = FastAPI()
sessions = sessionmaker(engine)


@app.get("/ready")
def ready():
    return {}


# The session is opened here and not by a dependency, which would hold it until a thread is free to close it: with more
# requests than threads, everything would stand still.
@app.put("/experience")
def save(sent: SentExperience) -> SavedExperience:
    values = sent.model_dump(exclude={"id"})
    with sessions.begin() as database:
        if sent.id:
            row = database.get(ExperienceRow, int(sent.id))
            if row is None:
                raise HTTPException(404)
            for name, value in values.items():
                setattr(row, name, value)
        else:
            row = ExperienceRow(**values)
            database.add(row)
        database.flush()
        return SavedExperience.model_validate(row)


if __name__ == "__main__":
    # Before the workers are there: the table, and rows to be edited.
    Base.metadata.create_all(engine)
    body = Path(__file__, "../../../bodies/experience.json").resolve()
    sent = Experience.model_validate_json(body.read_text())
    with sessions() as opened:
        opened.add_all(ExperienceRow(**sent.model_dump()) for _ in range(100))
        opened.commit()
