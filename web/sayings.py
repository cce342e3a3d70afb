"""The one table from a stable code to an HTTP status and to what the screen says.

Say what happened, then what to do; never 非法, 无效, 禁止 or 失败. A text with `{…}` needs those parameters;
`plain` is said when the service did not send them.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any


@dataclass(frozen=True)
class Saying:
    status: int
    text: str
    plain: str = ""

    def with_params(self, params: dict[str, Any]) -> str:
        try:
            return self.text.format_map(params)
        except (KeyError, IndexError, AttributeError):
            return self.plain or self.text


def _no(text: str, plain: str = "") -> Saying:
    return Saying(HTTPStatus.UNPROCESSABLE_ENTITY, text, plain)


def _barred(text: str) -> Saying:
    return Saying(HTTPStatus.FORBIDDEN, text)


def _later(text: str) -> Saying:
    return Saying(HTTPStatus.SERVICE_UNAVAILABLE, text)


def _clash(text: str, plain: str = "") -> Saying:
    return Saying(HTTPStatus.CONFLICT, text, plain)


SIGNING_IN = {
    "session_over": _barred("太久没有操作，已退出。登录后回到这一页，你写的还在"),
    "token_missing": _barred("先登录，再看这一页"),
    "token_expired": _barred("太久没有操作，已退出。登录后回到这一页，你写的还在"),
    "token_invalid": _barred("登录已经变了，再登录一次"),
    "login_failed": _no("账号或密码不对"),
    "locked": Saying(429, "输错 5 次，{minutes} 分钟后再试", "输错 5 次，15 分钟后再试"),
    "too_fast": Saying(429, "太快了，{minutes} 分钟后再试", "太快了，1 分钟后再试"),
    "link_used": _no("这个链接用过了，或者过期了。找本单位管理员再要一个"),
    "password_weak": _no("密码至少 10 位，不要用账号和常见的词"),
    "form_expired": Saying(HTTPStatus.BAD_REQUEST, "这一页放得太久了。回到上一页刷新，再交一次"),
}
ANYWHERE = {
    "invalid": _no("有几处要改"),
    "not_found": Saying(HTTPStatus.NOT_FOUND, "没有这一页，或者这一件你看不到"),
    "forbidden": _barred("你的岗位不能做这一步。需要的话找本单位管理员"),
    "page_forbidden": _barred("你的岗位不能看这一页。需要的话找本单位管理员"),
    "conflict": _clash(
        "你打开以后，{by} {at} 改过。看过新的再提交，你写的还在",
        "你打开以后，这一件改过了。看过新的再提交，你写的还在",
    ),
    "command_id_reused": _clash("这张表交过一次，内容不一样。回去刷新，再交一次"),
    "service_down": _later("抱歉，暂时连不上。过几分钟再试；交过的不会重复登记"),
    "reading_behind": _later("刚提交的还在处理，几秒后刷新"),
    "received_before": _clash(
        "这条收到过了（{number}），没有重复登记", "这条收到过了，没有重复登记"
    ),
    "too_long": Saying(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "一次交得太多，分几次交"),
    "wrong_method": Saying(HTTPStatus.METHOD_NOT_ALLOWED, "这一页不能这样打开，从上一页进来"),
    "failure": Saying(
        HTTPStatus.INTERNAL_SERVER_ERROR, "抱歉，这一页出了问题，已经记下。过一会儿再试"
    ),
}
PUBLIC_FORMS = {
    "stamp_old": Saying(HTTPStatus.BAD_REQUEST, "这一页放得太久了。你写的还在，再按一次"),
    "too_soon": Saying(429, "太快了，几秒后再按一次。你写的还在"),
    "trapped": Saying(HTTPStatus.BAD_REQUEST, "有一栏应当空着，已经清掉。你写的还在，再按一次"),
    "sent_before": _clash("这张表交过一次了。改过以后还要再交一次的，再按一次"),
}
PHOTOS = {
    "photo_missing": _no("选一张照片"),
    "file_type": _no("这个文件打不开：只收 JPEG、PNG、WebP 照片"),
    "file_size": _no("照片最大 5 MB，换一张小一些的"),
    "too_many_pixels": _no("照片的像素太多，用手机存一张小尺寸的再交"),
    "photo_limit": _no("一件最多 {most} 张照片，先删一张再加", "一件最多 9 张照片，先删一张再加"),
    "photo_removed": _no("这张照片已经删掉了"),
}
INTAKE = {
    "party_missing": _no("选走访谁"),
    "outcome_missing": _no("选见到人了没有"),
    "verbatim_missing": _no("写一句群众原话"),
    "verbatim_too_long": _no("群众原话最多 2,000 字，现在 {length} 字", "群众原话最多 2,000 字"),
    "category_missing": _no("选一个类别，拿不准选“其他”"),
    "place_missing": _no("选事情在哪里"),
    "date_in_future": _no("走访日期不能晚于今天（{today}）", "走访日期不能晚于今天"),
    "problem_without_meeting": _no("写了问题，就选“见到了”。没见到人的，去掉问题再交"),
    "party_forgotten": _no("这一户要求删掉个人信息，不再记他的走访"),
    "phone_shape": _no("电话要 11 位，现在 {length} 位", "电话要 11 位"),
    "email_shape": _no("邮箱写一个地址，像 wang@example.com"),
    "external_ref_used": _clash(
        "这条收到过了（{number}），没有重复登记", "这条收到过了，没有重复登记"
    ),
    "use_legal_channel": _no(
        "这里没有人能办这样的保密件，不在系统里登记。告诉他打 12388 或到信访窗口"
    ),
    "verbatim_is_kept": _no("群众原话不改。要补充，记一条补充反映"),
    "accused_missing": _no("选反映的单位，或者反映的人"),
    "accused_already": _no("这个单位、这个人已经记过"),
}
TRIAGE = {
    "unknown_category": _no("没有这个类别，重新选一个"),
    "accused_party": _no("这件反映的就是该单位，不能派给它"),
    "no_independent_reviewer": _no("这里没有单位以外的审核人。指定一个外单位的审核人，再交办"),
    "unit_closed": _no("这个单位已经撤销，换一个"),
    "unknown_unit": _no("没有这个单位，重新选一个"),
    "due_not_working_day": _no(
        "{due} 是{weekday}。下一个工作日是 {next}", "这一天不上班，换一个工作日"
    ),
    "only_praise_or_suggestion": _no("只有表扬和意见建议可以归档。性质记错了的，先更正登记"),
    "only_consultation_or_suggestion": _no(
        "只有咨询和意见建议可以直接答复。性质记错了的，先更正登记"
    ),
    "channel_missing": _no("选转到哪里"),
    "no_objection": _no("反映人没有提异议，或者已经裁定过"),
    "objected_already": _no("异议只能提一次，已经提过"),
    "merge_into_itself": _no("不能并入自己，换一个编号"),
    "target_not_open": _no("那一件已经报结或结束，不能并入。找还在办的"),
    "confidentiality_differs": _no("保密件和普通件不能合并"),
    "tasks_stay": _no("那一件还没交办，措施移不过去。选取消，或者先交办那一件"),
    "target_done_already": _no("那一件已经报结，不能再拆开。要办的，重新登记一件"),
    "merged_into": _no("这件已并入 {number}，到那一件去补充", "这件已并入另一件，到那一件去补充"),
    "reviewer_handles_it": _no("他经办过这件事，换一个审核人"),
}
HANDLING = {
    "not_in_state": _no("这件现在不在这一步，刷新看看到哪一步了"),
    "not_yours": _barred("这件现在由别的单位办，你可以看，不能改"),
    "reason_missing": _no("写明原因，主办单位和反映人看得到"),
    "quantity_missing": _no("写数量和单位，像 420 米"),
    "result_missing": _no("写一句办成了什么"),
    "task_completed": _no("这项措施已经完成"),
    "unknown_issue": _no("清单上没有这一件，看一遍编号"),
    "unknown_task": _no("没有这项措施，刷新再看"),
    "open_tasks": _no("还有 {count} 项措施没完成，先完成再报结", "还有措施没完成，先完成再报结"),
    "due_after_issue": _no(
        "措施的时限不能晚于这件事的时限（{due}）", "措施的时限不能晚于这件事的时限"
    ),
    "due_in_past": _no("时限已经过了，换一个今天或以后的日期"),
    "return_too_late": _no("交办已过 2 个工作日，不能退回。可以请办公室改派"),
    "return_used": _no("这件你单位退回过一次，不能再退。可以请办公室改派"),
    "designated": _no("这件是指定交办，不能退回。办不了的，写一条内部记录告诉办公室"),
    "extension_used": _no("已延期一次，不能再申请。缺条件的可以申请挂账"),
    "extension_too_long": _no(
        "这件最多延 {max} 个工作日，你填了 {days} 个", "延期最多 10 个工作日，不能比原来的时限长"
    ),
    "overdue_already": _no("已经过了时限，不能再申请延期"),
    "no_request": _no("没有待答复的申请"),
    "hold_incomplete": _no("挂账要写缺什么、打算、责任人和 1 个月内的复核日期"),
    "review_too_far": _no("复核日期从明天起，最晚 {latest}", "复核日期从明天起，最晚 1 个月"),
    "no_open_order": _no("没有待答复的督办单"),
    "escalated_already": _no("这一级已经提过。要再提，选高一级"),
    "pledge_too_late": _no("措施都完成了，不能再领办"),
    "pledged_already": _no("已经有人领办。他不再领办以后才能换人"),
    "not_pledged": _no("没有人领办"),
}
OUTCOME = {
    "caller_handled_it": _barred("办这件事的单位不能自己回访"),
    "closer_handled_it": _barred("办这件事的单位不能自己销号，由审核人销号"),
    "basis_missing": _no(
        "没留联系方式的，要写经办单位以外的人到现场看过的日期，或报结满 5 个工作日没有异议"
    ),
    "tries_on_one_day": _no("三次联系不上，至少要分在两天"),
    "not_called_back": _no("先回访。联系上一次，或三次联系不上，才能销号"),
    "outcome_above_callback": _no("结论不能比群众说的更好，改成群众的回答"),
    "explanation_missing": _no("未解决的要写明为什么，会告诉反映人"),
    "reworked_twice": _no("已重办两次。还不满意的，可以按未解决销号，写明原因"),
    "text_has_personal_data": _no(
        "发现 {count} 处可能的个人信息，改掉后再提交", "发现可能的个人信息，改掉后再提交"
    ),
    "confidential": _no("保密件不公开"),
    "second_person": _barred("你是提出人，要另一个人审查"),
    "no_proposal": _no("还没有人提出，或者已经处理过了"),
    "handling_unit_cannot_withdraw": _barred(
        "办这件事的单位不能撤回它。本人用查询码撤，或者由办公室撤"
    ),
    "no_contact_left": _no("反映人没留联系方式，不用联系。办完到现场看"),
    "rated_already": _no("这件你评价过一次了"),
    "code_wrong": _no("编号或查询码不对。查询码在登记时的短信或纸条上"),
    "not_studied": _no("先记录专题研究，再批准"),
    "month_not_over": _no("这个月还没过完，{from} 起可以编", "这个月还没过完，下个月再编"),
    "edition_open": _no(
        "第 {number} 期还没公布。先公布或者作废它", "上一期还没公布。先公布或者作废它"
    ),
    "month_not_next": _no("要按月份顺序编，下一期是 {month}", "要按月份顺序编"),
    "proof_outdated": _no("样张不是最新的。重新出样张，看过再批准"),
    "hits_remain": _no(
        "还有 {count} 处可能的个人信息，改掉后重新出样张", "还有可能的个人信息，改掉后重新出样张"
    ),
    "withdrawn_already": _no("这一行已经撤下了"),
}
SAYINGS: dict[str, Saying] = {
    **SIGNING_IN,
    **ANYWHERE,
    **PUBLIC_FORMS,
    **PHOTOS,
    **INTAKE,
    **TRIAGE,
    **HANDLING,
    **OUTCOME,
}
