"""The doctor examines what can be examined, and names a remedy for everything it finds."""

from __future__ import annotations

import shutil

import pytest

from photofinder.storage import schema

INDEPENDENT_CHECKS = {"data folder", "free space", "model"}


def findings_of(answer) -> dict[str, dict]:
    assert answer.code in (0, 3), answer
    assert "Traceback" not in answer.err
    findings = answer.json["findings"]
    for finding in findings:
        assert finding["level"] == "ok" or len(finding["remedy"]) > 8, finding
        assert "See the message" not in finding["remedy"]
        assert finding["remedy"] not in finding["message"] or not finding["remedy"]
    return {finding["check"]: finding for finding in findings}


def damaged(library) -> None:
    library.paths.catalog.write_bytes(b"\x13garbage" * 1000)


def too_new(library) -> None:
    library.rows(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")


def anothers(library) -> None:
    library.rows("PRAGMA user_version = 0")


@pytest.mark.parametrize("befall", [damaged, too_new, anothers])
def test_catalog_that_cannot_be_opened_is_one_finding_among_others(
    indexed, program, befall
) -> None:
    befall(indexed)
    answer = program("doctor", "--json", "--data-dir", indexed.data)
    found = findings_of(answer)
    assert answer.code == 3
    assert found["catalog"]["level"] == "error"
    assert {found[check]["level"] for check in INDEPENDENT_CHECKS} == {"ok"}


def test_damaged_settings_are_one_finding_among_others(indexed, program) -> None:
    indexed.paths.settings.write_text("{")
    answer = program("doctor", "--json", "--data-dir", indexed.data)
    found = findings_of(answer)
    assert answer.code == 3
    assert found["settings"]["level"] == "error"
    assert "move it away" in found["settings"]["remedy"]
    others = {*INDEPENDENT_CHECKS, "catalog", "vector index", "photos", "folder"}
    assert {found[check]["level"] for check in others} == {"ok"}


def test_damaged_settings_and_catalog_are_both_found(indexed, program) -> None:
    indexed.paths.settings.write_text("{")
    damaged(indexed)
    found = findings_of(program("doctor", "--json", "--data-dir", indexed.data))
    assert found["settings"]["level"] == found["catalog"]["level"] == "error"
    assert found["model"]["level"] == "ok"


def test_missing_model_and_folder_have_remedies(indexed, program) -> None:
    indexed.paths.settings.write_text('{"model": "broken"}')
    broken = indexed.paths.models_dir / "broken"
    broken.mkdir()
    (broken / "manifest.json").write_text("{")
    shutil.rmtree(indexed.photos)
    answer = program("doctor", "--json", "--data-dir", indexed.data)
    found = findings_of(answer)
    assert answer.code == 3
    assert found["model"]["level"] == "error"
    assert "it is not JSON" in found["model"]["message"]
    assert found["folder"]["level"] == "warning"


def test_read_only_data_folder_has_a_remedy(indexed, program, as_ordinary_user) -> None:
    indexed.data.chmod(0o500)
    try:
        answer = program.run(
            "doctor", "--json", "--data-dir", indexed.data, prefix=as_ordinary_user
        )
    finally:
        indexed.data.chmod(0o700)
    assert answer.code == 3
    found = findings_of(answer)
    assert found["data folder"]["level"] == "error"
    assert "Make it writable" in found["data folder"]["remedy"]
