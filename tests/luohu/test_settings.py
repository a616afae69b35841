"""An installation that is set up by halves is told so before it starts."""

from __future__ import annotations

import pytest

from luohu.settings import IdentityProvider, SettingsError, read_settings

GIVEN = {
    "LUOHU_OIDC_ISSUER": "https://id.test/realms/office",
    "LUOHU_OIDC_CLIENT_ID": "console",
    "LUOHU_OIDC_CONSOLE": "https://console.test/hotline",
}


def test_without_a_provider_nobody_signs_in_by_one() -> None:
    others = {name: value for name, value in GIVEN.items() if name != "LUOHU_OIDC_ISSUER"}
    for given in ({}, {**others, "LUOHU_OIDC_ISSUER": ""}):
        assert read_settings(given).identity_provider is None


def test_a_provider_is_asked_for_a_subject_and_nothing_more_by_itself() -> None:
    assert read_settings(GIVEN).identity_provider == IdentityProvider(
        issuer="https://id.test/realms/office",
        client_id="console",
        console="https://console.test/hotline/",
        scopes=("openid",),
        claim="sub",
    )
    more = {"LUOHU_OIDC_SCOPES": "profile openid profile", "LUOHU_OIDC_CLAIM": "oid"}
    provider = read_settings({**GIVEN, **more}).identity_provider
    assert provider and (provider.scopes, provider.claim) == (("openid", "profile"), "oid")


def test_no_secret_is_shown_with_the_settings() -> None:
    shown = repr(read_settings({**GIVEN, "LUOHU_OIDC_SECRET": "of the console"}))
    assert "id.test" in shown
    assert "of the console" not in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ISSUER", "http://id.test"),
        ("ISSUER", "id.test"),
        ("ISSUER", "https://id.test/?realm=office"),
        ("ISSUER", "https://id.test/#office"),
        ("ISSUER", "https://user@id.test/"),
        ("ISSUER", "https://[id.test"),
        ("CONSOLE", ""),
        ("CONSOLE", "http://console.test/hotline/"),
        ("CONSOLE", "/hotline/"),
        ("CLIENT_ID", ""),
        ("CLAIM", "email"),
        ("CLAIM", "preferred_username"),
    ],
)
def test_a_provider_that_cannot_be_trusted_so_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"LUOHU_OIDC_{name}"):
        read_settings({**GIVEN, f"LUOHU_OIDC_{name}": value})


def test_a_provider_on_this_machine_needs_no_tls() -> None:
    given = {**GIVEN, "LUOHU_OIDC_ISSUER": "http://127.0.0.1:8080/realms/office"}
    assert read_settings(given).identity_provider
