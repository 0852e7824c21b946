"""Two processes, one PostgreSQL and nginx before them, as `deploy/` says: what was acknowledged is there once, whoever dies."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Iterator

import pytest

from core.baseline import DEFAULT, load_baseline
from core.scenario import default_scenario, with_value
from core.ui.family import address
from tests.browser.conftest import Server
from tests.browser.test_nginx import NGINX
from tests.deploy.house import LOST, House, Tab, asked, come_back, housed

CLIENTS, SAVES = 20, 10
ATTEMPTS = 12
"""Presses until a save must have been acknowledged; one or two are lost with the process that is killed."""
LONGEST = 240.0
"""Time in which all of it must be done [s]."""
pytestmark = [pytest.mark.flaky(reruns=1), pytest.mark.exhaustive]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    if NGINX is None or shutil.which("openssl") is None:
        if os.environ.get("KOERS_REQUIRE_BROWSER"):
            pytest.fail("nginx and openssl are required and were not found")
        pytest.skip("nginx was not found")
    with housed(tmp_path_factory.mktemp("replicas")) as found:
        yield found


async def save_often(house: House, number: int, heard: list[str]) -> None:
    """A client's saves, each tried until it is acknowledged."""
    tab, link = Tab(house.port), f"v=1&basis=brief-2023-t2&inflow={500 + number}"
    await come_back(tab, "bewaard", link)
    for save in range(SAVES):
        attempt, said = 0, [""]
        while True:
            attempt += 1
            assert attempt <= ATTEMPTS, f"{number}.{save} is never acknowledged: {said}"
            name = f"{number}.{save}.{attempt}"
            try:
                if await tab.save(name):
                    heard.append(name)
                    break
                said.append(tab.text[-800:])
                await asyncio.sleep(0.2)
                if attempt % 3 == 0:  # somebody whose press does nothing loads the page again
                    await tab.__aexit__()
                    await come_back(tab, "bewaard", link)
            except LOST:
                await come_back(tab, "bewaard", link)
    await tab.__aexit__()


def test_every_save_that_was_acknowledged_is_there_once_though_a_process_is_killed(house: House) -> None:
    heard: list[str] = []

    async def all_of_them() -> None:
        clients = [asyncio.create_task(save_often(house, number, heard)) for number in range(CLIENTS)]
        while len(heard) < CLIENTS * SAVES // 4 and not all(client.done() for client in clients):
            await asyncio.sleep(0.05)
        await asyncio.to_thread(house.servers[0].stop)  # SIGKILL, in the middle of what it does
        await asyncio.gather(*clients)

    try:
        asyncio.run(asyncio.wait_for(all_of_them(), LONGEST))
    finally:
        house.start(house.servers[0])
    kept = house.names()
    assert len(heard) == len(set(heard)) == CLIENTS * SAVES
    assert {name: kept[name] for name in heard} == dict.fromkeys(heard, 1)
    assert max(kept.values()) == 1
    # Every tab went on with its own scenario, at the process that was left too.
    flows = house.inflows()
    assert {name: flows[name] for name in heard} == {name: 500.0 + int(name.partition(".")[0]) for name in heard}


def test_while_the_database_is_away_pages_say_so_sliders_work_and_saving_comes_back_by_itself(house: House) -> None:
    async def through_it() -> None:
        saver, mover = Tab(house.port), Tab(house.port)
        await come_back(saver, "bewaard")
        await come_back(mover, "")
        house.database.stop()
        try:
            assert not await saver.save("Tijdens")
            assert "De bewaarplaats antwoordt nu niet." in saver.text
            await mover.move("inflow", 555.0)
            assert "De bewaarplaats antwoordt nu niet." in await Tab.read(saver, "bewaard")
        finally:
            house.database.start()
        end = time.monotonic() + 30.0
        while not await saver_again(saver):
            assert time.monotonic() < end
            await asyncio.sleep(0.2)
        assert (saver.errors, mover.errors) == (0, 0)

    async def saver_again(saver: Tab) -> bool:
        await saver.read("bewaard")
        return "save-submit" in saver.widgets and await saver.save(f"Daarna {time.time()}")

    asyncio.run(through_it())
    kept = house.names()
    assert not any(name == "Tijdens" for name in kept)
    assert any(name.startswith("Daarna") for name in kept)


def test_a_council_behind_one_address_is_spread_over_both(house: House) -> None:
    before = [reruns(server) for server in house.servers]

    async def look() -> None:
        async with Tab(house.port) as tab:
            await tab.read("over")

    async def council() -> None:
        for _ in range(9):
            await asyncio.gather(*(look() for _ in range(5)))

    asyncio.run(council())
    spread = [reruns(server) - found for server, found in zip(house.servers, before, strict=True)]
    assert sum(spread) == 45
    assert min(spread) >= 9


def reruns(server: Server) -> float:
    lines = asked(f"{server.url}/metrics")[0].decode().splitlines()
    return sum(
        float(line.rpartition(" ")[2])
        for line in lines
        if line.startswith('koers_rerun_seconds_count{kind="settled",page="over"')
    )


def test_a_family_that_one_process_computed_comes_from_the_proxy_for_all(house: House) -> None:
    baseline = load_baseline(DEFAULT)
    scenario = with_value(default_scenario(baseline), baseline, "inflow", 543.0)  # not one of those of a start
    found = address("verkenner", "outflow_rate", scenario, baseline, "nl")
    assert found is not None
    place = f"https://localhost:{house.port}/{found.lstrip('/')}"
    before = computed(house)
    bodies = {asked(place, f"koers_route={visitor}")[0] for visitor in "abcdefgh"}
    assert len(bodies) == 1
    assert computed(house) - before <= 1, "whoever comes second gets it from the proxy, at whichever process they are"


def computed(house: House) -> float:
    """Families that both processes computed."""
    pages = [asked(f"{server.url}/metrics")[0].decode() for server in house.servers]
    return sum(float(line.split()[1]) for page in pages for line in page.splitlines() if line.startswith("koers_families_total "))
