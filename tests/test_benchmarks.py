"""What the benchmarks tell is right: ratios of what was measured together, in a table that people can read."""

from functools import partial

from tests.benchmarks.catalogue import BENCHMARKS
from tests.benchmarks.ratio import Ratio
from tests.benchmarks.table import as_table
from tests.benchmarks.turns import paired_ratio, take_turns


def test_a_ratio_is_the_median_over_rounds_and_one_disturbed_round_does_not_count() -> None:
    ours, reference = [1.0, 2.0, 4.0, 90.0, 1.0], [2.0, 4.0, 8.0, 1.0, 2.0]

    assert paired_ratio(ours, reference) == 0.5


def test_what_slows_whole_rounds_slows_both_and_leaves_the_ratio_alone() -> None:
    ours, reference = [1.0, 3.0, 10.0], [2.0, 6.0, 20.0]

    assert paired_ratio(ours, reference) == 0.5


def test_tasks_take_turns_and_each_begins_as_often_as_any_other() -> None:
    order: list[str] = []
    tasks = {name: partial(order.append, name) for name in ("a", "b", "c")}

    take_turns(tasks, 3)

    assert order == ["a", "b", "c", "b", "c", "a", "c", "a", "b"]


def test_each_task_is_timed_alone() -> None:
    now = [0.0]

    def wait(seconds: float) -> None:
        now[0] += seconds

    taken = take_turns({"short": lambda: wait(1), "long": lambda: wait(5)}, 2, clock=lambda: now[0])

    assert taken == {"short": [1, 1], "long": [5, 5]}


def test_the_table_is_markdown_with_a_row_for_each_ratio() -> None:
    ratios = [Ratio("start", "1.5 s", "bare script 1.0 s", 1.5, "≤ 1.5"), Ratio("network", "6 ms", "48 ms", 0.125, "–")]

    heading, line, *rows = as_table(ratios).splitlines()

    assert [cell.strip() for cell in heading.strip("|").split("|")] == [
        "Measured",
        "Ours",
        "Against",
        "Ratio",
        "Wanted",
    ]
    assert set(line) <= set("|- ")
    assert [[cell.strip() for cell in row.strip("|").split("|")] for row in rows] == [
        ["start", "1.5 s", "bare script 1.0 s", "1.500", "≤ 1.5"],
        ["network", "6 ms", "48 ms", "0.125", "–"],
    ]
    assert len({len(row) for row in (heading, line, *rows)}) == 1


def test_no_benchmark_is_named_twice() -> None:
    assert len(set(BENCHMARKS)) == len(BENCHMARKS)
