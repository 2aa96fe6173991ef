"""The same function on a cluster of Dask's, which hands out the work and heals what dies."""

import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from inforeport.errors import ClusterLost, EngineMissing
from inforeport.model import Problem
from inforeport.rollup.engines import Work, died

if TYPE_CHECKING:
    from distributed import Client

S = TypeVar("S")
T = TypeVar("T")
_WAIT = 10  # seconds until a cluster that does not answer is not there


def on_cluster(
    work: Work[S, T], sources: Sequence[S], *, address: str | None
) -> Iterator[T | Problem]:
    """The answers in their order; without an address, by a cluster of this machine.

    What a worker had in hand when it died is given to another one; a ledger at which several die
    is named. Raises `EngineMissing` or `ClusterLost`.
    """
    with _client(address) as client:
        futures = client.map(work, sources, pure=False)
        for future, source in zip(futures, sources, strict=True):
            yield _answer(future, source, address)


def _answer(future: Any, source: object, address: str | None) -> Any:
    from distributed import KilledWorker
    from distributed.client import FutureCancelledError

    try:
        return future.result()
    except KilledWorker:
        return died(source)
    except (FutureCancelledError, OSError) as error:
        raise ClusterLost(address=address or "", why=str(error)) from None


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
