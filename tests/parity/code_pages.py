"""What each byte sequence of the East Asian and Western code pages means, by Python's own codecs: a digest for each page."""
import hashlib
import json
import pathlib

PAGES = {
    "cp949": "cp949", "shift-jis": "cp932", "gb18030": "gb18030", "big5": "big5hkscs",
    "windows-1252": "cp1252", "windows-1250": "cp1250", "windows-1251": "cp1251", "latin-1": "latin-1",
}


def characters(codec):
    """Every character of the page outside the private use areas and control characters, in the order of code points."""
    for code in [*range(0x20, 0x7F), *range(0xA0, 0xD800), *range(0xF900, 0xFEFF)]+[*range(0xFF00, 0xFFFD)]:
        try:
            if chr(code).encode(codec).decode(codec) == chr(code):
                yield code
        except UnicodeError:
            pass


def pairs(codec):
    """What each pair of bytes means, as text; those that mean nothing, or a private character, are left out."""
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes([lead, trail]).decode(codec)
            except UnicodeError:
                continue
            if len(text) == 1 and not 0xE000 <= ord(text) <= 0xF8FF and ord(text) > 0x9F:
                yield f"{lead:02x}{trail:02x}{text}"


def main():
    pages = {}
    for name, codec in PAGES.items():
        codes = list(characters(codec))
        ranges = []
        for code in codes:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
        text = b"".join(chr(code).encode(codec) for code in codes)
        both = "".join(pairs(codec)) if name in ("cp949", "shift-jis", "gb18030", "big5") else ""
        pages[name] = {
            "pairs": len(both) // 5,
            "pairsSha256": hashlib.sha256(both.encode()).hexdigest(),
            "characters": len(codes),
            "sha256": hashlib.sha256(text).hexdigest(),
            "ranges": ranges,
        }
    out = pathlib.Path(__file__).parent / "golden" / "code_pages.json"
    out.write_text(json.dumps(pages, separators=(",", ":")) + "\n")
    print({name: page["characters"] for name, page in pages.items()}, out.stat().st_size)


main()
