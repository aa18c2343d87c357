"""Which instructions a library consists of: nothing beyond what every x86-64 processor has.

Annoy's own build takes ``-march=native``; a bundle made so ends with an illegal instruction on
other machines. The check reads a disassembly, so that what was built is judged, not its flags.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

BASELINE = "x86-64"  # SSE and SSE2; psABI's x86-64-v1
_LINE = re.compile(
    r"^\s*[0-9a-f]+:\s+(?:(?:rep|repz|repnz|lock|bnd|notrack|data16|cs|ds)\s+)*(\S+)(.*)$"
)
_WIDE_REGISTER = re.compile(r"%?\b([yz]mm[0-9]+|k[1-7])\b")
_NOT_VECTOR_NAMES = (
    "verr verw vmcall vmclear vmfunc vmlaunch vmload vmmcall vmptrld vmptrst vmread vmresume "
    "vmrun vmsave vmwrite vmxoff vmxon"
)
_NOT_VECTOR = frozenset(_NOT_VECTOR_NAMES.split())
_LATER = {
    "SSE3": "addsubpd addsubps fisttp haddpd haddps hsubpd hsubps lddqu monitor movddup movshdup "
    "movsldup mwait",
    "SSSE3": "pabsb pabsd pabsw palignr phaddd phaddsw phaddw phsubd phsubsw phsubw pmaddubsw "
    "pmulhrsw pshufb psignb psignd psignw",
    "SSE4": "blendpd blendps blendvpd blendvps crc32 dppd dpps extractps insertps movntdqa mpsadbw "
    "packusdw pblendvb pblendw pcmpeqq pcmpestri pcmpestrm pcmpgtq pcmpistri pcmpistrm pextrb "
    "pextrd pextrq phminposuw pinsrb pinsrd pinsrq pmaxsb pmaxsd pmaxud pmaxuw pminsb pminsd "
    "pminud pminuw pmovsxbd pmovsxbq pmovsxbw pmovsxdq pmovsxwd pmovsxwq pmovzxbd pmovzxbq "
    "pmovzxbw pmovzxdq pmovzxwd pmovzxwq pmuldq pmulld popcnt ptest roundpd roundps roundsd "
    "roundss",
    "AES": "aesdec aesdeclast aesenc aesenclast aesimc aeskeygenassist pclmulqdq",
    "BMI": "andn bextr blsi blsmsk blsr bzhi lzcnt mulx pdep pext rorx sarx shlx shrx",
    "other": "adcx adox movbe rdrand rdseed sha1msg1 sha1msg2 sha1nexte sha1rnds4 sha256msg1 "
    "sha256msg2 sha256rnds2 xsave xsavec xsaveopt xrstor",
}
"""``rep bsf`` is decoded as tzcnt; it is used for any processor, and gives the same where it is."""

_FAMILY_OF = {name: family for family, names in _LATER.items() for name in names.split()}


class CannotDisassemble(Exception):
    """There is no tool that shows a library's instructions, or it shows none."""


def check(library: Path) -> tuple[int, list[str]]:
    """Disassemble a library; return how many instructions it has, and what is beyond them.

    Raises
    ------
    CannotDisassemble
    """
    if shutil.which("objdump"):
        command = ["objdump", "-d", "--no-show-raw-insn", str(library)]
    elif shutil.which("dumpbin"):  # Visual Studio's
        command = ["dumpbin", "/disasm:nobytes", "/nologo", str(library)]
    else:
        raise CannotDisassemble("neither objdump nor dumpbin is installed")
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    count, beyond = beyond_baseline(result.stdout)
    if result.returncode != 0 or count == 0:
        raise CannotDisassemble(f"{command[0]} shows no code of {library}: {result.stderr[-500:]}")
    return count, [f"{family} ({times} times)" for family, times in sorted(beyond.items())]


def beyond_baseline(listing: str) -> tuple[int, Counter[str]]:
    """Read a disassembly: the number of instructions, and how many of each later extension."""
    count, beyond = 0, Counter[str]()
    for line in listing.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        count += 1
        family = _family(match[1].lower(), match[2])
        if family is not None:
            beyond[family] += 1
    return count, beyond


def _family(mnemonic: str, operands: str) -> str | None:
    if mnemonic.startswith("v") and mnemonic not in _NOT_VECTOR:
        wide = _WIDE_REGISTER.search(operands)
        return "AVX-512" if wide and wide[1][0] in "zk" else "AVX"
    family = _FAMILY_OF.get(mnemonic)
    if family is None and mnemonic[-1:] in "bwlq":  # AT&T's suffix of the operand's width
        family = _FAMILY_OF.get(mnemonic[:-1])
    return family
