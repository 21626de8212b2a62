"""Files of SMART, as the tests of it and of what it says about people need them."""

from __future__ import annotations

from tests.formats.sending import (
    KNOWN,
    only,
    suggested,
)

NAME, PHONE, NATIONAL_ID = "Aman Amanow", "+993 65 123456", "A1234567890"
HEAD = (
    "Conservation Area ID,Conservation Area Name,Patrol ID,Type,Patrol Start Date,Patrol End Date,"
    "Station,Team,Objective,Mandate,Armed,Patrol Leg ID,Leader,Members,Pilot,"
    "Patrol Leg Start Date,Patrol Leg End Date,Patrol Transport Type,Waypoint ID,Observation Group,"
    "Waypoint Date,Waypoint Time,X,Y,Raw X,Raw Y,Direction,Distance,Comment,Observer,Last Modified,"
    "Last Modified By,Observation Category 0,Observation Category 1,Predator Species,"
    "Livestock Type,Number Killed,Name or Names,National ID Number,Phone Number,Person Age,"
    "Place of Origin,Registration Number\n"
)


def row(
    waypoint,
    categories,
    attributes=",,",
    *,
    date="Jul 23, 2026",
    patrol="TM_000012",
    at="54.5,39.5",
):
    return (
        f'TM1,Ridge,{patrol},GROUND,"Jul 20, 2026","Jul 25, 2026",S,T,O,M,true,1,{NAME},"{NAME}, B",,'
        f'"Jul 20, 2026","Jul 25, 2026",Foot,{waypoint},g,"{date}",3:04:05 PM,{at},1,2,,,'
        f'"called {PHONE}",{NAME},"Jul 26, 2026",{NAME},{categories},{attributes},'
        f"{NAME},{NATIONAL_ID},{PHONE},34,Gulbahar-7,XY 55\n"
    )


LIVESTOCK = "Human-Wildlife Conflict,Livestock killed"


# By hand: 7 rows. Waypoint 1 of 23 July has two observations (5 sheep and 2 goats): one incident,
# 7 killed. Waypoint 1 of 24 July is another. Waypoint 1 of 23 July of another patrol is another.
# Waypoint 2 is a wolf's: an incident too, of no species of ours. Waypoints 3 and 4 are none.
QUERY = HEAD + "".join(
    [
        row(1, LIVESTOCK, "Leopard,sheep,5"),
        row(1, LIVESTOCK, "Leopard,goats,2"),
        row(1, LIVESTOCK, "Snow leopard,sheep,1", date="Jul 24, 2026"),
        row(1, LIVESTOCK, "Leopard,sheep,1", patrol="TM_000013"),
        row(2, LIVESTOCK, "Wolf,sheep,3"),
        row(3, "Animal,Live"),
        row(4, "Position,"),
    ]
)


def confirmed(content=QUERY, known=KNOWN, **more):
    """The query with every suggestion confirmed, and the reports held to be probable."""
    answers: dict[str, str] = {}
    for _ in range(3):
        upload = only({"query.csv": content}, answers, known)
        answers |= suggested(upload) | {"verification:smart": "probable"} | more
    return only({"query.csv": content}, answers, known)


def conflicts(upload):
    return upload.texts["conflicts"].frame


ALL_DATA = """\
Conservation Area ID,Conservation Area Name,Source,Waypoint ID,Waypoint Date,Waypoint Time,X,Y,Direction,Distance,Comment,Observer,Observation Category 0,Observation Category 1,Species
TM1,Ridge,Independent Incident,17,"Jul 23, 2026",15:04:05,54.5,39.5,,,,X Y,Livestock attacked,,Leopard
TM1,Ridge,Independent Incident,A-18,"Jul 23, 2026",15:04:05,54.5,39.5,,,,X Y,Livestock attacked,,Leopard
"""
INCIDENT_TABLE = """\
Incident UUID,Incident ID,Date Time,Raw X,Raw Y,Distance,Bearing,X,Y,Comments,Observer,Conservation Area ID,Conservation Area Name
u-1,I-001,"Jul 23, 2026 3:04:05 PM",1,2,,,54.5,39.5,text,Somebody,TM1,Ridge
u-2,I-002,"Jul 24, 2026 3:04:05 PM",1,2,,,54.5,39.5,text,Somebody,TM1,Ridge
"""
