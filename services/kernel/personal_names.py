"""Shapes of names: a surname with what people are called by, or behind a word that a name follows.

A name that stands alone is not guessed at, for most of what could be one is a place or a verb; only three characters
that begin a sentence and report something (反映, 来电) are taken for one.
"""

import re

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施"
    "文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷"
    "盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷"
    "晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_COMPOUND = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯"
_SURNAME = f"(?:{_COMPOUND}|[{_SURNAMES}])"
_HAN = "[一-鿿]"
_PLACE = "[湾台村桥咀墩垸沟巷园塆店]"  # 张家湾
_AFTER = rf"(?=家(?!{_PLACE})|说|称|反映|的|来|已|在|每|晒|负责|[，。、；：.,;:（()）\s]|$)"
# Where a name may begin: at the start of words, or behind what is done for somebody.
_BEGIN = rf"(?:(?<!{_HAN})|(?<=[帮给找由为请叫让是和与向跟知、]))"
# These are more often words than surnames: 向主任反映, 于主任务, 全组长度.
_NO_WORD = "(?![向和于时应全成单连常关])"
_OFFICES = (
    "书记|主任|队长|支书|经理|所长|医生|大夫|护士|老板|校长|组长|局长|站长|镇长|区长|村长"
    "|会长|科长|股长|处长|院长|厂长"
)
_KIN = "大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|婆婆|爹爹|师傅|老师|阿姨|叔叔|老汉"
_ROLES = (
    "姓名|名叫|户主|联系人|反映人|申请人|当事人|村民|业主|养殖户|种粮大户|低保户|五保户|困难户|脱贫户|残疾人"
    "|责任人|负责人|经办人|承包人|网格员|职工|退役军人"
)
# What follows these words and is no name, though its first character is a surname.
_WORDS = (
    "申请|安全|安置|安排|安装|康复|方面|全部|全家|时间|成员|任务|路面|包括|包户|包片"
    "|平均|满意|应当|和谐|关心|关爱|严重|单独|符合"
)

TITLED = re.compile(
    rf"{_SURNAME}{_HAN}{{0,2}}?(?:先生|女士|小姐|太太)(?!效)"
    rf"|{_BEGIN}{_NO_WORD}{_SURNAME}(?:{_OFFICES})(?![度期途远效务])"
    rf"|{_BEGIN}{_SURNAME}(?:{_KIN})"
    rf"|{_BEGIN}{_NO_WORD}(?!施工){_SURNAME}[总工姐哥嫂]{_AFTER}"
    rf"|{_SURNAME}某{{1,2}}(?![种些个])|(?<!{_HAN})[老小](?![时麦师路龙区学苗]){_SURNAME}{_AFTER}"
)
NAMED = re.compile(
    rf"(?:{_ROLES})(?:[:： 是]{{1,2}}|{_NO_WORD})(?!{_WORDS})({_SURNAME}{_HAN}{{1,2}}?){_AFTER}"
)
# 高石碑镇反映 and 万家福超市反映 are no people.
_NO_PERSON = "[区镇村组队户众民员方家司厂店校社福湾台碑路渠边者街]"
SPEAKING = re.compile(
    rf"(?:^|(?<=[，。；,;])){_NO_WORD}(?!{_WORDS})({_SURNAME}{_HAN}{{2}})(?<!{_NO_PERSON})(?=反映|来电|来访)"
)
