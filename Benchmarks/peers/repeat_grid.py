#!/usr/bin/env python3
"""repeat_grid.py SOURCE TARGET SIZE COPIES : a tiled TIFF of SIZE x SIZE cells in which SOURCE stands COPIES times a side;
its tiles are stored once and pointed at again and again, the rest points at the (void) first tile."""
import os, shutil, struct, sys

WIDTH = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 11: 4, 12: 8, 16: 8}
CODE = {3: "H", 4: "I", 16: "Q"}


def directory(data):
    big = struct.unpack_from("<H", data, 2)[0] == 43
    at = struct.unpack_from("<Q", data, 8)[0] if big else struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<Q" if big else "<H", data, at)[0]
    at += 8 if big else 2
    room = 8 if big else 4
    entries = {}
    for _ in range(count):
        tag, kind = struct.unpack_from("<HH", data, at)
        n = struct.unpack_from("<Q" if big else "<I", data, at + 4)[0]
        size = WIDTH[kind] * n
        where = at + 4 + room
        if size > room:
            where = struct.unpack_from("<Q" if big else "<I", data, where)[0]
        entries[tag] = (kind, n, bytes(data[where:where + size]))
        at += 20 if big else 12
    return big, entries


def numbers(entry):
    kind, n, raw = entry
    return struct.unpack(f"<{n}{CODE[kind]}", raw)


def main(source, target, size, copies):
    import mmap
    with open(source, "rb") as f:
        data = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
        big, entries = directory(data)
    side = numbers(entries[322])[0]
    old = numbers(entries[256])[0]
    across, period, new = -(-old // side), old // side, -(-size // side)
    offsets, counts = numbers(entries[324]), numbers(entries[325])
    inside = lambda tile: tile < copies * period
    places = [
        (row % period) * across + column % period if inside(row) and inside(column) else 0
        for row in range(new) for column in range(new)
    ]
    offset_kind = 16 if big else 4
    pack = lambda kind, values: (kind, len(values), struct.pack(f"<{len(values)}{CODE[kind]}", *values))
    entries[256] = entries[257] = pack(4, [size])
    entries[324] = pack(offset_kind, [offsets[p] for p in places])
    entries[325] = pack(4, [counts[p] for p in places])
    shutil.copyfile(source, target)
    room = 8 if big else 4
    with open(target, "r+b") as f:
        f.seek(0, os.SEEK_END)
        f.write(b"\0" * (-f.tell() % 8))
        where = {}
        for tag, (kind, n, raw) in entries.items():
            if len(raw) > room:
                where[tag] = f.tell()
                f.write(raw + b"\0" * (-len(raw) % 8))
        start = f.tell()
        f.write(struct.pack("<Q" if big else "<H", len(entries)))
        for tag, (kind, n, raw) in sorted(entries.items()):
            f.write(struct.pack("<HHQ" if big else "<HHI", tag, kind, n))
            f.write(struct.pack("<Q" if big else "<I", where[tag]) if tag in where else raw.ljust(room, b"\0"))
        f.write(struct.pack("<Q" if big else "<I", 0))
        f.seek(8 if big else 4)
        f.write(struct.pack("<Q" if big else "<I", start))


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
