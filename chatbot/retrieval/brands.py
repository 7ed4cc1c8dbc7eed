"""Brands, and terms of trade, that have one name in Latin letters and another in Chinese or in another language.

The rows are written like those of places. It holds data only.
"""

from __future__ import annotations

BRANDS = (
    "alibaba 阿里巴巴", "taobao 淘宝", "tmall 天猫", "jd JD.com jingdong 京东", "pinduoduo 拼多多", "weibo 微博",
    "wechat weixin 微信", "xiaohongshu RED rednote little-red-book 小红书", "douyin 抖音", "tiktok", "kuaishou 快手",
    "bilibili 哔哩哔哩 B站", "zhihu 知乎", "baidu 百度", "tencent 腾讯", "bytedance 字节跳动", "netease 网易",
    "kaola 考拉海购", "vipshop VIP.com 唯品会", "meituan 美团", "eleme ele.me 饿了么", "dianping 大众点评", "ctrip 携程",
    "alipay 支付宝", "wechatpay wechat-pay 微信支付", "unionpay 银联", "youku 优酷", "iqiyi 爱奇艺",
    "hema freshippo 盒马 盒马鲜生", "suning 苏宁", "alimama 阿里妈妈", "cainiao 菜鸟网络", "huawei 华为",
    "xiaomi 小米公司 小米手机", "lenovo 联想集团", "haier 海尔", "dji 大疆", "byd 比亚迪", "samsung 三星", "sony 索尼",
    "apple 苹果公司", "google 谷歌", "microsoft 微软", "amazon 亚马逊", "facebook 脸书", "twitter 推特", "linkedin 领英",
    "ebay 易趣", "zoom", "youtube 油管", "starbucks 星巴克", "luckin luckin-coffee 瑞幸", "popmart pop-mart 泡泡玛特",
    "dewu poizon 得物", "mcdonalds mcdonald's 麦当劳", "kfc 肯德基",
    "cocacola coca-cola 可口可乐", "pepsi 百事可乐", "nestle 雀巢", "danone 达能", "unilever 联合利华",
    "oreal 欧莱雅 巴黎欧莱雅", "walmart 沃尔玛", "samsclub sam's-club sams-club 山姆 山姆会员店",
    "carrefour 家乐福", "metro 麦德龙", "costco 开市客", "ikea 宜家", "zara",
    "uniqlo 优衣库", "nike 耐克", "adidas 阿迪达斯", "puma 彪马", "decathlon 迪卡侬", "ferrari 法拉利",
    "lamborghini 兰博基尼", "maserati 玛莎拉蒂", "fiat 菲亚特", "ducati 杜卡迪", "pirelli 倍耐力", "piaggio 比亚乔", "vespa",
    "bmw 宝马", "mercedes mercedes-benz 奔驰", "audi 奥迪", "volkswagen 大众汽车", "tesla 特斯拉", "toyota 丰田",
    "renault 雷诺", "peugeot 标致", "gucci 古驰", "prada 普拉达", "armani 阿玛尼", "versace 范思哲", "valentino 华伦天奴",
    "fendi 芬迪", "ferragamo 菲拉格慕", "dolcegabbana dolce-gabbana D&G 杜嘉班纳", "bulgari bvlgari 宝格丽", "zegna 杰尼亚",
    "moncler 盟可睐", "tods tod's 托德斯", "maxmara max-mara 麦丝玛拉", "bottegaveneta bottega-veneta 葆蝶家",
    "luxottica 陆逊梯卡", "benetton 贝纳通", "diesel", "geox 健乐士", "chanel 香奈儿", "dior 迪奥", "hermes 爱马仕",
    "louisvuitton louis-vuitton 路易威登", "lvmh", "kering 开云", "cartier 卡地亚", "burberry 博柏利 巴宝莉", "rolex 劳力士",
    "tiffany 蒂芙尼", "lancome 兰蔻", "sephora 丝芙兰", "ferrero 费列罗", "nutella 能多益", "barilla 百味来",
    "lavazza 拉瓦萨 乐维萨", "illy 意利咖啡", "kraft 卡夫", "campari 金巴利", "martini 马天尼",
    "sanpellegrino san-pellegrino 圣培露", "eataly", "loropiana loro-piana 诺悠翩雅",
    "lafite 拉菲", "penfolds 奔富", "moutai maotai 茅台", "wuliangye 五粮液",
)  # fmt: skip
"""Companies, platforms and brands."""
TERMS = (
    "parmigiano parmigiano-reggiano parmesan parmigianino 帕尔马干酪 帕尔马奶酪 帕尔玛干酪 帕玛森 帕马森",
    "mozzarella 马苏里拉", "gorgonzola 戈贡佐拉", "mascarpone 马斯卡彭", "prosecco 普罗塞克", "barolo 巴罗洛",
    "lambrusco 蓝布鲁斯科", "tiramisu 提拉米苏", "pizza 披萨 比萨饼 吃比萨 比萨店", "espresso 意式浓缩咖啡 意式浓缩 浓缩咖啡",
    "cappuccino 卡布奇诺", "kol kols 意见领袖", "koc kocs",
    "artificialintelligence AI IA artificial-intelligence intelligenza-artificiale intelligence-artificielle 人工智能",
    "ceo ceos amministratore-delegato directeur-general 首席执行官",
    "singlesday singles-day singles'-day double-eleven double-11 giornata-dei-single fete-des-celibataires 双十一 "
    "双11 光棍节",
    "chinesenewyear chinese-new-year lunar-new-year spring-festival capodanno-cinese capodanno-lunare "
    "nouvel-an-chinois nouvel-an-lunaire fete-du-printemps festa-di-primavera 春节 农历新年",
    "christmas natale noel 圣诞节 圣诞", "expo 世博会", "ciie CIIE 进博会",
    "beltandroad belt-and-road nuova-via-della-seta 一带一路", "wto WTO OMC 世贸组织 世界贸易组织",
    "covid covid-19 新冠 新冠病毒 新冠疫情", "euro euros 欧元", "rmb renminbi yuan 人民币",
)  # fmt: skip
"""Foods, roles, feasts: with a capital in one language and without in another."""
DAYS = (
    "monday lunedi lundi 星期一 周一",
    "tuesday martedi mardi 星期二 周二", "wednesday mercoledi mercredi 星期三 周三", "thursday giovedi jeudi 星期四 周四",
    "friday venerdi vendredi 星期五 周五", "saturday sabato samedi 星期六 周六",
    "sunday domenica dimanche 星期日 星期天 周日", "january gennaio janvier 一月 1月", "february febbraio fevrier 二月 2月",
    "march marzo mars 三月 3月", "april aprile avril 四月 4月", "may maggio mai 五月 5月", "june giugno juin 六月 6月",
    "july luglio juillet 七月 7月", "august agosto aout 八月 8月", "september settembre septembre 九月 9月",
    "october ottobre octobre 十月 10月", "november novembre 十一月 11月", "december dicembre decembre 十二月 12月",
)  # fmt: skip
"""Days and months, which have a capital in English alone."""
NOT_BRANDS = "精华为 三星级 周一次 周二次 周三次 周四次 周五次 周六次 欧元区 亚马逊河"
"""Chinese words in which a brand's characters stand by chance."""
ALSO_WORDS = frozenset({
    "nice", "polish", "turkey", "marches", "metro", "apple", "diesel", "zoom", "puma", "como", "kraft", "vespa", "martini",
    "nestle",
})  # fmt: skip
"""Brands and places that are ordinary words too, so that one at the start of a sentence need not be the name."""
