"""Known weaknesses of packages, in the OSV format: from a copy on disk or from a server."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

SETTING = "LUOHU_ADVISORIES"
_SECONDS = 20.0
_MOST_AT_ONCE = 500


class NoAdvisoriesError(Exception):
    """No advisories can be had; the message says why."""


@dataclass(frozen=True, order=True)
class Package:
    """A package that is installed: ``PyPI`` or ``npm``, its name and its version."""

    ecosystem: str
    name: str
    version: str


@dataclass(frozen=True, order=True)
class Weakness:
    """A package and an advisory that applies to it."""

    package: Package
    advisory: str


def find_weaknesses(packages: Iterable[Package], source: str) -> list[Weakness]:
    """The advisories that apply to packages.

    Args:
        packages: what is installed.
        source: a folder or a ZIP file with advisories in the OSV format, or the address of a
            server that answers OSV's ``querybatch``.

    Raises:
        NoAdvisoriesError: there are none at ``source``, or it cannot be read or reached.
    """
    if not source:
        raise NoAdvisoriesError(f"{SETTING} is not set")
    if source.startswith(("http://", "https://")):
        return sorted(_asked(list(packages), source))
    return sorted(_looked_up(packages, Path(source)))


def applies(advisory: Mapping[str, Any], package: Package) -> bool:
    """Whether an advisory in the OSV format applies to a package."""
    return any(
        _is(affected.get("package", {}), package)
        and (
            package.version in affected.get("versions", ())
            or any(
                _is_in(one["events"], package.version)
                for one in affected.get("ranges", ())
                if one["type"] != "GIT"
            )
        )
        for affected in advisory.get("affected", ())
    )


def _looked_up(packages: Iterable[Package], source: Path) -> Iterator[Weakness]:
    by_name: dict[str, list[Package]] = {}
    for package in packages:
        by_name.setdefault(package.name, []).append(package)
    read = 0
    for advisory in _records(source):
        read += 1
        if advisory.get("withdrawn"):
            continue
        names = {
            one.get("package", {}).get("name", "").lower() for one in advisory.get("affected", ())
        }
        for package in [one for name in names for one in by_name.get(name, ())]:
            if applies(advisory, package):
                yield Weakness(package, str(advisory["id"]))
    if not read:
        raise NoAdvisoriesError(f"{source} holds no advisories in the OSV format")


def _records(source: Path) -> Iterator[dict[str, Any]]:
    try:
        if source.is_dir():
            for file in sorted(source.rglob("*.json")):
                yield json.loads(file.read_text(encoding="utf-8"))
            for file in sorted(source.rglob("*.zip")):
                yield from _records(file)
        else:
            with zipfile.ZipFile(source) as archive:
                for name in archive.namelist():
                    if name.endswith(".json"):
                        yield json.loads(archive.read(name))
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise NoAdvisoriesError(f"{source} cannot be read: {error}") from error


def _asked(packages: list[Package], address: str) -> Iterator[Weakness]:
    for start in range(0, len(packages), _MOST_AT_ONCE):
        part = packages[start : start + _MOST_AT_ONCE]
        queries = [
            {"package": {"ecosystem": one.ecosystem, "name": one.name}, "version": one.version}
            for one in part
        ]
        request = urllib.request.Request(
            address,
            data=json.dumps({"queries": queries}).encode("utf-8"),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as reply:
                results = json.load(reply)["results"]
        except (OSError, ValueError, KeyError) as error:
            raise NoAdvisoriesError(f"{address} gives no answer: {error}") from error
        for package, result in zip(part, results, strict=True):
            for found in result.get("vulns", ()):
                yield Weakness(package, str(found["id"]))


def _is(named: Mapping[str, Any], package: Package) -> bool:
    name = str(named.get("name", "")).lower()
    return (named.get("ecosystem"), name) == (package.ecosystem, package.name)


def _is_in(events: Iterable[Mapping[str, str]], version: str) -> bool:
    """Whether a version lies in a range of OSV's events; one that is none counts as in it."""
    try:
        mine, inside = Version(version), False
        for event in events:
            if "introduced" in event:
                bound = event["introduced"]
                inside = inside or bound == "0" or mine >= Version(bound)
            elif "fixed" in event:
                inside = inside and mine < Version(event["fixed"])
            elif "last_affected" in event:
                inside = inside and mine <= Version(event["last_affected"])
    except InvalidVersion:
        return True
    return inside
