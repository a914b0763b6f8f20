"""What generated minutes say: sentences of our own, with slots, and the titles of sections.

Nothing here is taken from anyone's minutes and nobody is named: people are roles, places are generic.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

SENTENCES = tuple(Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines())

ROLES = """the Clerk|the Chair|the Vice-Chair|the Treasurer|the Secretary|Councillor A|Councillor B|Councillor D
|the Mayor|the warden|the officer|the Town Manager|the Director of Works|the ward sister|the editor|the head teacher
|the planning officer|the road supervisor|the caretaker|the surveyor|Member C|the librarian""".replace("\n", "").split(
    "|"
)

PLACES = """the library car park|the lower green|the pumping station|the village hall|the north gate|the old school
|the river path|the bus shelter|the cemetery wall|the east pond|the market square|the play area|the swimming pool
|the fire hall|the community centre|the station approach|the allotments|the footbridge|the quarry road
|the clinic|the boat ramp|the depot|the war memorial|the scout hut""".replace("\n", "").split("|")

GROUPS = """the gardening club|the county council|the highways team|the water company|the friends of the park
|the school governors|the scouts|the history society|the traders|the tenants' association|the youth council
|the ambulance service|the bridge club|the drainage board""".replace("\n", "").split("|")

MONTHS = "January February March April May June July August September October November December".split()

TITLES = """
Hedge along the allotments|Item deferred from May|Footpaths|Planning|Highways and lighting|Play area
|Lease of the boathouse (part two)|Who pays for the culvert?|Allotment rents for next year|Grants
|Report of the tree warden|Budget monitoring, quarter 3|Street names|Bins|Speeding on the top road
|Community bus|Internal audit|Risk register|Correspondence|Christmas lights|Village sign|Cemetery
|Noticeboards and website|Drainage at the lower green|Defibrillator|Dog fouling|Training needs|Staffing matters
|Review of standing orders|Use of the hall by outside groups, charges and keys|Parking near the school gates
|Update on the 20 mph zone|Sale of the old fire engine|Cashless payments|Payments to be approved|Bank reconciliation
|Flood plan|Broadband|Emergency exits in the main hall|Insurance renewal|Appointment to outside bodies|Skate park
|Waste contract|Library opening hours|Market stalls|Public toilets: hours and cleaning|Youth shelter|Tree planting
|Footbridge closure|Litter|Grit bins|Hire of the marquee|Seats for the bus shelter|War memorial
|Response to the county's consultation on buses|Should the pond be fenced?|Bonfire night|Memorial bench
|Reports from wards|Quarterly performance|Waiting times|Therapy services|Voice of families|Preparing for adulthood
|Commissioning plan|Quality and safety|Workforce|Winter pressures|Infection control|Patient stories|Estates
|Digital records|Medicines|Data sharing agreement|Safeguarding|Joint area review|Early help offer|Transport to school
|Reading programme|Bus routes|Enrollment|Field trip requests|Cafeteria contract|Roof over the gymnasium|Boundary study
|Snow removal|Road grading|Irrigation ditch|Pool deck|Gate codes|Architectural requests|Reserve study|Dues and late fees
|Weed control|Well house|Trail closures|Common area mowing|Lot line adjustment|Covenant enforcement|Ballot count
|Landfill hours|Dock permits|Grader repairs|Zoning by-law|Severance application|Recreation committee|Half-ton truck
|Tile drainage loan|Fire hall generator|Culvert tenders|Road allowance closing
|Open issues|Test suite|Security section|Registry of values|Liaison with other groups|Errata|Charter renewal
|Deprecation of old attributes|Editorial changes|Release plan|Implementation reports|Accessibility review
|Subscriptions|Summer outing|Autumn show|Bees|Library of the society|Newsletter|Trophies|New members|Raffle
|Talks for the coming winter|Garden visits|Stall at the fair|Joint meeting with the neighbouring society
|The clock|Rights of way|Deeds|Pavilion repairs|3G pitch|Car park resurfacing 2nd phase|Items for the press
|A-board licences|Taxi ranks|Licensing fees 2022/23|Street trading|Empty homes|Cycle stands|CCTV
|Section 106 money|Heritage trail|Solar panels on the depot roof|Air quality|Twinning|Civic service|Town crier
|Hire of the marquee, the long tables and the chairs to groups from outside, with charges for next year
|To consider whether the lower path should be closed to horses between November and March
|Request from the owners of the mill for leave to lay a cable under the green and across the lane
|Complaints about the noise from the weir and the sluice at night|Bus shelter (north side)|Re-use shop|Volunteers
""".replace("\n", "").split("|")

OPENINGS = {
    "uk": ["Apologies for absence", "Declarations of interest", "Minutes of the previous meeting", "Matters arising"],
    "us": ["Call to Order", "Roll Call", "Approval of Agenda", "Approval of Minutes", "Public Comment"],
    "ca": ["Call to Order", "Disclosure of Pecuniary Interest", "Adoption of Minutes", "Delegations"],
    "board": ["Welcome and introductions", "Apologies", "Declarations of interest", "Minutes of the last meeting"],
    "club": ["Apologies", "Minutes of the last meeting", "Matters arising", "Treasurer's report"],
    "tech": ["Agenda review", "Action items", "Previous minutes"],
}

CLOSINGS = {
    "uk": ["Any other business", "Date of next meeting"],
    "us": ["New Business", "Adjournment"],
    "ca": ["Closed Session", "Adjournment"],
    "board": ["Any other business", "Date of next meeting"],
    "club": ["Any other business", "Next meeting"],
    "tech": ["Any other business"],
}

LABELS = (
    "RESOLVED",
    "Action",
    "Decision",
    "AGREED",
    "Recommendation",
    "Motion",
    "Vote",
    "Proposed",
    "Outcome",
    "ACTION MW",
    "Action AB",
    "Councillor B",
    "The Clerk",
    "Granted",
    "Note",
)

SPENDING = (
    "Grass cutting",
    "Hall hire",
    "Clerk's salary",
    "Electricity",
    "Insurance",
    "Grit",
    "Printing",
    "Tree work",
    "Software",
    "Stationery",
    "Audit fee",
    "Play inspection",
    "Snow clearing",
    "Postage",
)

PLACE_NAMES = (
    "Stonnersby",
    "Quenby Vale",
    "Little Wending",
    "Harrowbeck",
    "Oxmere",
    "Tallowfield",
    "Great Purrow",
    "Netherlaw",
    "Ashwick Heath",
    "Pinder's Cross",
    "Fallowmoor",
    "Wray Hollow",
    "Corrie Bay",
    "Elmstead Ridge",
)

BODIES = {
    "parish": ("{p} Parish Council",),
    "borough": ("{p} Borough Council", "{p} Town Council", "{p} District Council"),
    "county": ("{p} County Council",),
    "nhs": ("{p} Health Board", "{p} Integrated Care Board", "{p} Local Area Partnership Board"),
    "hoa": ("{p} Homeowners Association, Inc.", "{p} Ranch Association", "{p} Property Owners Association"),
    "city": ("City of {p} City Council", "Town of {p} Select Board", "Village of {p} Board of Trustees"),
    "school": ("{p} School District Board of Education", "{p} Unified School Board"),
    "township": ("Township of {p} Council", "Municipality of {p} Council"),
    "standards": ("{p} Interchange Working Group", "Open {p} Format Technical Committee"),
    "society": ("{p} Horticultural Society", "{p} Local History Society", "{p} Beekeepers Association"),
}


def sentence(rng: random.Random) -> str:
    """One sentence with its slots filled."""
    return filled(rng.choice(SENTENCES), rng)


def filled(text: str, rng: random.Random) -> str:
    """A text with every slot filled; a capital in the slot's name makes one in the text."""

    def value(match: re.Match[str]) -> str:
        slot = match[1]
        words = {
            "n": lambda: str(rng.choice((rng.randint(2, 14), rng.randint(15, 320)))),
            "money": lambda: f"{rng.choice('££$')}{rng.choice((rng.randint(20, 900), rng.randint(1000, 48000))):,}",
            "role": lambda: rng.choice(ROLES),
            "place": lambda: rng.choice(PLACES),
            "group": lambda: rng.choice(GROUPS),
            "month": lambda: rng.choice(MONTHS),
        }[slot.lower()]()
        return words[0].upper() + words[1:] if slot[0].isupper() else words

    return re.sub(r"\{(\w+)\}", value, text)


def paragraph(rng: random.Random, most: int = 5) -> str:
    """One to ``most`` sentences, none of them twice."""
    return " ".join(filled(line, rng) for line in rng.sample(SENTENCES, rng.randint(1, most)))
