"""Tells whether a file lies on a disk that another computer lends, where locks may not hold."""

import re
from contextlib import suppress
from pathlib import Path, PurePath

MOUNTS = Path("/proc/mounts")
"""The system's table of disks, on Linux."""

_SHARES = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "smb", "ncpfs", "afs", "9p", "davfs", "ceph"),
    *("fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.smbnetfs"),
    *("fuse.glusterfs", "fuse.s3fs", "vboxsf", "lustre", "coda"),
}


def share_of(path: Path) -> str | None:
    """What kind of share a file seems to lie on; none where it does not, or cannot be told."""
    path = path.resolve()
    if str(path).startswith("\\\\"):  # how Windows writes \\computer\folder
        return "UNC"
    with suppress(OSError):
        return share_in(path, MOUNTS.read_text(encoding="utf-8", errors="replace"))
    return None


def share_in(path: PurePath, mounts: str) -> str | None:
    r"""The same by a table of disks: device, place, kind and more on each line.

    >>> share_in(PurePath("/srv/a b/office.db"), "srv:/a /srv/a\\040b nfs4 rw 0 0")
    'nfs4'
    """
    kind, best = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:  # noqa: PLR2004  device, place, kind
            place = PurePath(_plain(fields[1]))
            # of two on one place the later hides the earlier
            if path.is_relative_to(place) and len(place.parts) >= best:
                kind, best = fields[2], len(place.parts)
    return kind if kind in _SHARES else None


def _plain(place: str) -> str:
    r"""A place as it is called: the table writes a space as \040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)
