"""The check of machine code: what it finds in instructions that are known."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

import portable_code

needs_binutils = pytest.mark.skipif(
    platform.machine() != "x86_64" or not shutil.which("objdump") or not shutil.which("gcc"),
    reason="needs an x86-64 with binutils and gcc",
)


@pytest.mark.parametrize(
    ("line", "family"),
    [
        ("    1139:\tpush   %rbp", None),
        ("    1139:\tmulps  %xmm1,%xmm0", None),
        ("    1139:\trep stos %rax,%es:(%rdi)", None),
        ("    1139:\tverr   %ax", None),
        ("    1139:\ttzcnt  %eax,%eax", None),  # `rep bsf`, which gcc writes for any processor
        ("    1139:\tvaddps %ymm1,%ymm2,%ymm0", "AVX"),
        ("    1139:\tvmovss (%rdi),%xmm0", "AVX"),
        ("    1139:\tvaddps %zmm1,%zmm2,%zmm0", "AVX-512"),
        ("    1139:\tvmovdqu32 (%rax),%xmm0{%k1}{z}", "AVX-512"),
        ("    1139:\thaddps %xmm0,%xmm0", "SSE3"),
        ("    1139:\tpshufb %xmm1,%xmm0", "SSSE3"),
        ("    1139:\tpopcntq %rdi,%rax", "SSE4"),
        ("    1139:\tshlx   %rax,%rdx,%rcx", "BMI"),
        ("  0000000180001000: vaddps      ymm0,ymm1,ymmword ptr [rcx]", "AVX"),  # dumpbin's
    ],
)
def test_one_instruction(line: str, family: str | None) -> None:
    count, beyond = portable_code.beyond_baseline(f"0000 <f>:\n{line}\n")
    assert count == 1
    assert list(beyond) == ([] if family is None else [family])


@needs_binutils
@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("0x0f, 0x58, 0xc1, 0xc3", []),  # addps xmm0, xmm1; ret
        ("0xc5, 0xf4, 0x58, 0xc2, 0xc3", ["AVX (1 times)"]),  # vaddps ymm0, ymm1, ymm2
        ("0x62, 0xf1, 0x74, 0x48, 0x58, 0xc2, 0xc3", ["AVX-512 (1 times)"]),
        ("0xf3, 0x48, 0x0f, 0xb8, 0xc7, 0xc3", ["SSE4 (1 times)"]),  # popcnt rax, rdi
        ("0xb8, 0xc5, 0xf4, 0x58, 0xc2, 0xc3", []),  # the same bytes as a number: mov eax
    ],
)
def test_known_bytes(code: str, found: list[str], tmp_path: Path) -> None:
    source, library = tmp_path / "code.s", tmp_path / "code.so"
    source.write_text(f".globl f\n.type f,@function\nf: .byte {code}\n.size f,.-f\n")
    subprocess.run(["gcc", "-shared", "-nostdlib", "-o", str(library), str(source)], check=True)
    count, beyond = portable_code.check(library)
    assert count >= 2
    assert beyond == found


@needs_binutils
def test_what_is_no_library_is_no_portable_library(tmp_path: Path) -> None:
    file = tmp_path / "empty.so"
    file.write_bytes(b"")
    with pytest.raises(portable_code.CannotDisassemble):
        portable_code.check(file)
