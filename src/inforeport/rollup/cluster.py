"""The same function on a cluster of Dask's, which hands out the work and heals what dies."""

import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inforeport.errors import ClusterLost, EngineMissing
from inforeport.rollup.asking import Answer
from inforeport.rollup.engines import Work, died

if TYPE_CHECKING:
    from distributed import Client

_WAIT = 10  # seconds until a cluster that does not answer is not there


def on_cluster(work: Work, paths: Sequence[Path], *, address: str | None) -> Iterator[Answer]:
    """The answers in the order of the paths; without an address, by a cluster of this machine.

    What a worker had in hand when it died is given to another one; a ledger at which several die
    is named. Raises `EngineMissing` or `ClusterLost`.
    """
    with _client(address) as client:
        futures = client.map(work, paths, pure=False)
        for future, path in zip(futures, paths, strict=True):
            yield _answer(future, path, address)


def _answer(future: Any, path: Path, address: str | None) -> Answer:
    from distributed import KilledWorker
    from distributed.client import FutureCancelledError

    try:
        answer: Answer = future.result()
    except KilledWorker:
        return died(path)
    except (FutureCancelledError, OSError) as error:
        raise ClusterLost(address=address or "", why=str(error)) from None
    return answer


@contextmanager
def _client(address: str | None) -> Iterator["Client"]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise EngineMissing(engine="Dask", extra="dask") from None
    for name in ("distributed", "tornado"):  # what of it concerns people is said by us
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if address is None:
        with (
            LocalCluster(threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        _knock(address)
        client = Client(address, timeout=_WAIT)
    except (OSError, ValueError) as error:
        raise ClusterLost(address=address, why=str(error)) from None
    with client:
        yield client


def _knock(address: str) -> None:
    """Raises `OSError` at once where nobody listens: Dask would go on trying to the end."""
    from distributed.comm.addressing import get_address_host_port

    with socket.create_connection(get_address_host_port(address), timeout=_WAIT):
        pass
