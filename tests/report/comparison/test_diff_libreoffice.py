"""The DOCX file opens clean in LibreOffice: what it makes of it has every row."""

import shutil
import subprocess
from pathlib import Path

import pytest

from report.comparison.comparison_world import VOCABULARY, sample

pytestmark = pytest.mark.slow


@pytest.fixture
def office() -> str:
    path = shutil.which("soffice")
    if path is None:
        pytest.skip("нет LibreOffice (soffice)")
    return path


def converted(office: str, source: Path, kind: str) -> Path:
    """What LibreOffice writes; its settings lie beside the file, not in anybody's home."""
    home = (source.parent / "office").as_uri()
    command = [office, "--headless", f"-env:UserInstallation={home}", "--convert-to", kind]
    done = subprocess.run(
        [*command, "--outdir", str(source.parent), str(source)], capture_output=True, timeout=300, check=True
    )
    found = source.with_suffix(f".{kind.partition(':')[0]}")
    assert found.is_file(), done.stderr.decode()
    return found


def test_every_row_is_there(office, tmp_path):
    from poryadok.report.comparison.diff_docx import HEAD, render

    path = tmp_path / "diff.docx"
    path.write_bytes(render(sample(), VOCABULARY))
    text = " ".join(converted(office, path, "txt:Text (encoded):UTF8").read_text("utf-8-sig").split())
    for word in (
        *HEAD,
        "строже",
        "акт отсылает, текста нет",
        "Специалист <script>alert(1)</script> & «Ко» | отдел",
    ):
        assert word in text, word
    assert converted(office, path, "pdf").read_bytes().startswith(b"%PDF")
