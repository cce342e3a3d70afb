"""Search of the list of 100,000 issues by one, two and four characters, common and rare ones."""

from bench.row import Row
from bench.site import Site
from bench.timing import percentile, times

WORDS = {
    "1": ("灯", "水", "的", "桥", "病", "闸", "厂", "龘"),
    "2": ("路灯", "泵站", "坏了", "井盖", "孩子", "漏水", "12", "龘龘"),
    "4": (
        "路灯坏了",
        "晚上看不",
        "老人不敢",
        "发黑发臭",
        "停了三天",
        "桥头的井",
        "399号",
        "没有的话",
    ),
}
ROUNDS = 8


def measure(site: Site) -> list[Row]:
    before = site.memory()
    (first,) = times(lambda q: site.ready("list", q=q), ["灯"])
    rows, everything = [], []
    for length, words in WORDS.items():
        took = times(lambda q: site.call("list", q=q), words * ROUNDS)
        everything += took
        rows.append(Row(f"search_{length}_characters", percentile(took, 95), "ms"))
    return [
        Row("search", percentile(everything, 95), "ms"),
        Row("search_p50", percentile(everything, 50), "ms"),
        *rows,
        Row("search_first_fill", first, "ms"),
        Row("search_memory", site.memory() - before, "MB"),
    ]
