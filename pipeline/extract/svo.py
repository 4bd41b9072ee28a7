"""Whom a verb harms where its subject stands before it and its object after it: "five people were killed", "killing five"."""

from __future__ import annotations

from pipeline.extract.harmed import Harmed, harmed
from pipeline.extract.people import People
from pipeline.extract.reading import Reading
from pipeline.packs import Hit

#: How many words may stand between a verb and its object, its subject, and a participle and the people it describes.
OBJECT, SUBJECT, BESIDE = 4, 14, 2
#: How many words may stand between two mentions joined by "and"; a single person may carry a name and an age.
JOINED, JOINED_ONE = 3, 6
#: Layers of words that are not the name of a person.
NAMED = (
    "actor",
    "nation",
    "force",
    "armed",
    "people",
    "number",
    "vague",
    "month",
    "weekday",
    "speech",
    "trigger",
    "harm",
)

Victims = tuple[list[People], str]


def read_subject_first(reading: Reading, hit: Hit, people: list[People]) -> Harmed | None:
    """The frame of a verb whose subject stands before it: "five people were killed", "killing five", "five killed"."""
    form = hit.entry["form"]
    if form == "passive":
        found = passive_victims(reading, hit, people)
        name = named_victim(reading, hit.start - 1)
    else:
        found = active_victims(reading, hit, people)
        name = named_victim(reading, hit.end) if hit.entry["harm"] == "killed" else None
        if found is None and name is None and form == "either":
            found = participle_victims(reading, hit, people)
    if found is None:
        return harmed(reading, hit, [name], "named") if name is not None else None
    return harmed(reading, hit, *found)


def passive_victims(reading: Reading, hit: Hit, people: list[People]) -> Victims | None:
    """The subject of a passive verb, or None: the mention before it that no preposition leads to."""
    before = [p for p in people if p.end <= hit.start and hit.start - p.end <= SUBJECT]
    before = [p for p in before if not harm_between(reading, p.end, hit.start)]
    before = [p for p in before if (not p.bare or hit.start - p.end <= BESIDE) and not is_object(reading, p)]
    free = [p for p in before if not led_by_preposition(reading, p.start)]
    if reading.ending(hit.start, "relative") is not None:
        free = before  # "among three fighters who died": the pronoun stands for the nearest people
    subject = (free or before)[-1:]
    if not subject:
        return None
    return joined_back(reading, subject[0], people), "subject_before"


def active_victims(reading: Reading, hit: Hit, people: list[People]) -> Victims | None:
    """The object of an active verb, or None where a preposition, a clause mark or another verb stands before it."""
    target = next((p for p in people if p.start >= hit.end), None)
    if target is None or target.start - hit.end > (1 if target.bare else OBJECT):
        return None
    between = range(hit.end, target.start)
    if reading.break_between(hit.end - 1, target.start) or any(
        reading.at(i, "blocker", "harm") for i in between
    ):
        return None
    return joined_on(reading, target, people), "object"


def participle_victims(reading: Reading, hit: Hit, people: list[People]) -> Victims | None:
    """The people a bare participle stands right behind: "five killed", "hundreds wounded", "40 others injured"."""
    before = next((p for p in reversed(people) if p.end <= hit.start), None)
    if before is None or hit.start - before.end > (BESIDE - before.bare):
        return None
    if harm_between(reading, before.end, hit.start) or reading.break_between(before.end - 1, hit.start):
        return None
    return joined_back(reading, before, people), "participle"


def is_object(reading: Reading, mention: People) -> bool:
    """True for people right behind an active verb of harm: "he wounded three people before being arrested"."""
    verbs = (h for h in reading.layer("harm") if h.entry["form"] in ("active", "either") and h.end == mention.start)
    return any(True for _ in verbs)


def led_by_preposition(reading: Reading, at: int) -> bool:
    """True where a preposition leads to a token; words like "that" open a statement whose subject follows."""
    word = reading.ending(at, "blocker")
    return word is not None and not word.entry.get("clause")


def harm_between(reading: Reading, start: int, end: int) -> bool:
    """True where a word of harm stands in tokens[start:end]."""
    return any(start <= h.start < end for h in reading.layer("harm"))


def joined_on(reading: Reading, first: People, people: list[People]) -> list[People]:
    """A mention and those that "and" joins to it, with commas before: "a man, his wife and three children"."""
    group, listed = [first], [first]
    for mention in people:
        if mention.start < listed[-1].end:
            continue
        if has_own_verb(reading, mention):
            break
        if coordinated(reading, listed[-1], mention):
            listed.append(mention)
            group = list(listed)
        elif enumerated(reading, listed[-1], mention):
            listed.append(mention)  # counts only if "and" closes the list
        else:
            break
    return group


def joined_back(reading: Reading, last: People, people: list[People]) -> list[People]:
    """A mention and those before it in its list: "two soldiers, a policeman and three civilians died"."""
    group = [last]
    for mention in reversed(people):
        if mention.end > group[0].start:
            continue
        joined = coordinated(reading, mention, group[0]) or (
            len(group) > 1 and enumerated(reading, mention, group[0])
        )
        if not joined or led_by_preposition(reading, mention.start):
            break
        group.insert(0, mention)
    return group


def enumerated(reading: Reading, first: People, second: People) -> bool:
    """True where only a comma and words like "his" stand between two mentions."""
    gap = range(first.end, second.start)
    if second.prefix or len(gap) > 1 or second.bare or "," not in reading.tokens[first.end].gap:
        return False
    return all(reading.at(i, "article", "possessive", "filler") for i in gap)


def coordinated(reading: Reading, first: People, second: People) -> bool:
    """True where "and" joins the second mention to the first."""
    if not second.prefix or second.start - first.end > (JOINED_ONE if first.best == 1 else JOINED):
        return False
    return not any(reading.at(i, "harm", "trigger", "blocker") for i in range(first.end, second.start))


def has_own_verb(reading: Reading, mention: People) -> bool:
    """True where a word of harm right behind a mention is its own: "killed five and 12 were wounded"."""
    at = mention.end
    if at >= len(reading.tokens) or reading.at(at, "conjunction"):
        return False
    return any(reading.at(i, "harm") for i in range(at, min(at + 2, len(reading.tokens))))


def named_victim(reading: Reading, at: int) -> People | None:
    """One person told by a name no list knows, beside the verb: "Haddad was killed", "killed Haddad"."""
    if reading.is_title or not 0 < at < len(reading.tokens):
        return None
    token = reading.tokens[at]
    known = any(h.start <= at < h.end for name in NAMED for h in reading.hits.get(name, ()))
    if known or token.is_digits or not reading.text[token.start].isupper() or len(token.text) < 3:
        return None
    return People(at, at + 1, 1, 1, 1, "any", "named_person", noun=at)
