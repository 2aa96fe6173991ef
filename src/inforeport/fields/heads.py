"""What stands in lists beside fields: columns that say nothing for the file, marks, totals, notes.

How a field is called elsewhere stands beside the field (`also`).
"""

PASSED = ("序号", "序", "备注", "签收人", "登记人", "处理结果", "处理说明")
"""Heads of columns that are passed over; the last two are those that we write ourselves."""

VERDICT, EXPLAINED = PASSED[-2:]
"""Heads of the columns in which a list says what became of each row, and why."""

USED = ("采用情况", "录用情况", "刊用情况", "用稿情况", "采用结果", "采用", "采用级别", "采用单位")
"""Heads of the column, or of those under it, that say which levels used a report."""

UNUSED = (
    "",
    "无",
    "否",
    "未",
    "未采用",
    "未被采用",
    "未录用",
    "未刊用",
    "没有",
    "-",
    "—",
    "/",
    "×",
)
"""What such a column says of a report that nobody used."""

MARKS = ("√", "✓", "✔", "☑", "是", "有", "1", "采用")
"""What stands in the column of a level for a use."""

ABOVE = ("同上", "〃", "″", "”", '"')
"""What stands in a cell for what stands in the one above it."""

TOTALS = ("合计", "总计", "小计", "累计", "共计", "本页合计", "本月合计")
"""How a row begins that sums up others."""

NOTES = ("注", "备注", "说明", "填表", "制表", "审核", "负责人", "联系人", "统计", "截至", "截止")
"""How a line begins that is no row: what stands below a list."""

CHOICES = "选项"
"""The hidden sheet of our own empty lists, which holds the words to choose from."""
