"""What may be asked of 驾驶舱."""

from services.kernel.schema import PageSchema, QuerySchema
from services.kernel.schema_fields import Code, Flag, Identifier, Items
from services.reports.courses.work_days import GROUPS
from services.reports.dashboard.measures import MEASURES
from services.reports.schemas import AsOf, Month
from services.reports.vocabulary import PROBLEM_STATES


class Dashboard(QuerySchema):
    month = Month()
    unit = Identifier()
    as_of = AsOf()


class DashboardItems(PageSchema):
    """`row`: a unit whose row of the table it is; `others`: the row of all other units."""

    measure = Code(MEASURES, required=True)
    month = Month()
    unit = Identifier()
    as_of = AsOf()
    state = Code(PROBLEM_STATES)
    categories = Items(Identifier(required=True), max=100)
    row = Identifier()
    others = Flag()
    group = Code(GROUPS)
