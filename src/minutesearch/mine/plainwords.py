"""Words that tell nothing of what an item is about: grammar, the procedure of meetings, dates, and plain talk.

A phrase breaks at a word of :data:`BREAKS`; one that has nothing but :data:`WEAK` words is no topic. No list holds a
word of any publisher or field.
"""

from __future__ import annotations

_GRAMMAR = (
    "a about above across after again against all almost alone along already also although always am among an and "
    "another any anybody anyone anything anywhere are aren around as aside at away back be became because become "
    "becomes been before behind being below between beyond both but by came can can't cannot could couldn couldn't "
    "did didn didn't do does doesn doesn't doing don don't done down due during each eight either eleven else "
    "enough etc even ever every everybody everyone everything everywhere except far few fewer fifth fifty first "
    "five for forty forward four fourth from further furthermore get gets getting give given gives go goes going "
    "gone got had half has have having he he's hence her here hers herself him himself his how however hundred i "
    "i'd i'll i'm i've if in indeed instead into is isn isn't it it's its itself just keep kept know known last "
    "lastly later least less let let's like likely ll made make makes making many may maybe me might million mine "
    "more moreover most much must my myself nd near nearly neither never nevertheless next nine no nobody none nor "
    "not nothing now nowhere of off often on once one ones only onto or other others otherwise our ours ourselves "
    "out over own per perhaps please quite rather rd re really same second see seem seemed seems seen seven several "
    "shall she she's should shouldn since six so some somebody someone something sometimes somewhere soon st still "
    "such take taken takes taking ten th than that that's the their theirs them themselves then there thereby "
    "therefore these they they're thing things third thirty this those though thousand three through throughout "
    "thus to together too took toward towards twelve twenty two under unless until up upon us use used uses using "
    "ve very via was wasn wasn't way ways we we'll we're we've well went were weren what whatever when whenever "
    "where whereas wherever whether which while who whoever whole whom whose why will with within without won won't "
    "would wouldn't yes yet you your yours yourself"
)
_PROCEDURE = (
    "absence absent abstain abstained abstaining abstention abstentions accept acceptance accepted according "
    "accordingly action actioned actions adjourn adjourned adjournment adopt adopted adoption advise advised "
    "aforesaid agenda agendas agree agreed agreeing agreement alderman allegiance announce announced announcement "
    "announcements aob apologies apology appendix appoint appointed appointment appointments approval approvals "
    "approve approved approves approving asked asking asks attached attachment attend attendance attended attendee "
    "attendees attending aye ayes ballot board boards business bylaw call called calling carried carry chair "
    "chaired chairing chairman chairperson chairpersons chairs chairwoman clarified clarify clerk cllr cllrs closed "
    "closing co-chair cochair comment commented comments commissioner commissioners committee committees completed "
    "concluded concluding conclusion confirm confirmed conflict conflicts consensus consider consideration "
    "considered considering convened copy correspondence council councillor councillors councilor councilors "
    "councils decide decided decides decision decisions declaration declarations declare declared declined defer "
    "deferred describe described director directors disclosure disclosures discuss discussed discusses discussing "
    "discussion discussions document documents dr draft drafted elect elected election elections email emailed "
    "emails emeritus excused exhibit explain explained explaining expressed facilitator favor favour feedback "
    "follow followed following follows guest guests held hereby herein hereto hold house inform information "
    "informed interests introduce introduced introduction invite invited invocation item items join joined led list "
    "listed literally look looked looking mayor meet meeting meetings meets member members mention mentioned minute "
    "minuted minutes minutetaker moderator motion motions move moved movement mover moves mr mrs ms nay nays "
    "nominate nominated nomination nominations note noted notes notetaker notice noticed noting officer officers "
    "old opened opposed opposition order outlined page pages passed pecuniary pledge point pointed points postponed "
    "prepare prepared present presentation presentations presented presenting president previous previously "
    "procedure proceed proceedings prof propose proposed proposer proposes quorate quorum raise raised read reading "
    "receive received receiving recommend recommendation recommendations recommended recommends record recorded "
    "refer reference referred regarding regret regrets regular remind reminded rep replied reply report reported "
    "reporter reporting reports representative representatives reps request requested requesting requests "
    "resolution resolutions resolve resolved responded response responses rev reviewed roll said say saying says "
    "scribe seconded seconder seconds secretary send sent share shared show showed shown sign signed sir speak "
    "speaker spoke staff stated statement submit submitted suggest suggested suggesting suggestion suggestions "
    "summarised summarized summary supported table tabled talk talked tell thank thanked thanking thanks thereof "
    "think thinks thought told treasurer trustee trustees unanimous unanimously unapproved unfinished update "
    "updated updates updating vice vice-chair vicechair volunteer volunteered volunteers vote voted voter voters "
    "votes voting welcome welcomed welcomes wish wished worked working"
)
_DATES = (
    "afternoon annual annually apr april aug august autumn bst cet date dates day days deadline dec december edt "
    "est evening fall feb february fri friday gmt hour hours jan january jul july jun june mar march midday "
    "midnight mon monday month monthly months morning night noon nov november o'clock oct october pdt pm pst "
    "quarter quarterly sat saturday sep sept september spring summer sun sunday thu thur thurs thursday time times "
    "today tomorrow tonight tue tues tuesday utc wed wednesday week weekly weeks winter year yearly years yesterday"
)
_TALK = (
    "able actual actually add added adding addition additional adds allow allowed allows anyway appear appears "
    "applicable applied apply appropriate approximately area areas arrange arranged asap assist assume attempt "
    "available aware bad based basically begin beginning begins begun best better big bit bought brief briefly "
    "bring brings brought build building built buy certain certainly change changed changes changing check checked "
    "checking choose chose clear clearly click close collect com come comes coming complete completely consist "
    "contact contacted contain contains continue continued continues continuing correct cost costs cover covered "
    "create created creating current currently deal detail details develop developed different difficult directly "
    "drop dropped early easier easily easy effort efforts emergency encourage encouraged end ended ending ensure "
    "ensured ensuring entire especially establish established exact exactly example exist existing expect expected "
    "explains extend extended face faced fact feel feels felt fill filled final finally find finding fine finish "
    "finished fix fixed focus force form formal found full fully future gave general generally good great greater "
    "group groups hand handle handled happen happened happening happens happy hard hear heard help helped helpful "
    "helping helps high higher hit hope hoped hopefully hopes html http https idea ideas identified immediate "
    "immediately impact important improve improved include included includes including increase increased indicated "
    "individual initial input intend intended interest interested involved issue issues kind lack large larger late "
    "latest learn learned leave leaves leaving left level levels line lines link links live long longer lose lost "
    "lot lots low lower main mainly maintain major manage managed mark matter matters mean means met miss missing "
    "name named names necessary need needed needing needs net new newly notified notify number numbers obtain "
    "obtained obvious occur occurred offer offered ongoing online open operate option options org original "
    "originally overall paid part particular particularly past pay pdf pending people perform period permit person "
    "pick picked place placed plan planned planning plans plenty plus position possibility possible possibly "
    "potential potentially prefer preferred pretty prior probably problem problems process produce produced "
    "progress promote proper properly proposal proposals prove provide provided provides providing public pull "
    "purpose push put question questions quick quickly reach reached ready real reason reasonable reasons recent "
    "recently recognise recognised recognize recognized reduce reduced regard related release relevant remain "
    "remained remaining remains remote remotely remove removed replace replaced require required requires respect "
    "respond result results return returned review reviewing reviews right round run running runs save seek sense "
    "separate separately serve served set sets setting short side significant similar simple simply sit situation "
    "slightly slow small smaller solve sort specific specifically specify spend spent stand start started starting "
    "starts state status stay step steps stop stopped strong strongly successful successfully sufficient suit "
    "supply support supporting sure team teams term terms test topic topics total touch travel treat tried try "
    "trying turn turned type types unable unclear understand understanding understood unfortunately upcoming usual "
    "usually various version view viewed visit visited wait waiting walk want wanted wants watch work works worth "
    "write writing written wrong wrote www"
)

BREAKS = frozenset(f"{_GRAMMAR} {_PROCEDURE} {_DATES}".split())
"""Words at which a phrase ends."""

WEAK = frozenset(_TALK.split()) | BREAKS
"""Words that any item may hold: a name is more than these, and neither begins nor ends with one."""

FURNITURE = frozenset(
    ("arising cont motion's overview participation section special standing subject subjects verbal").split()
)
"""Words that titles have besides: "Matters arising on the footpath" is about the footpath."""

PROCEDURAL_TITLES = tuple(
    "public participation|public forum|public session|public question time|public input|resident input|open forum|"
    "open period|open session|open floor|executive session|closed session|disclosure of interests|"
    "disclosure of pecuniary interest|conflicts of interest|standing orders|housekeeping|round table|calendar|"
    "accounts payable|liaison|community|residents".split("|")
)
"""Titles of items that open or close a meeting or let people speak, whatever they speak of."""
