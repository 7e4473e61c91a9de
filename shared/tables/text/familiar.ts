/*
 * Characters that lists of certificate holders are full of. The same bytes are text in several encodings; only the right
 * one makes them common names and headings. They need not be complete: most of a file's characters are enough.
 */

const of = (text: string) => new Set(text.replaceAll(/\s/g, ''));

/** The commonest surnames of Hong Kong; one stands first in a cell. */
const surnames = `陳李黃張梁林王吳劉楊何鄭蔡郭謝馮葉周曾朱羅潘鄧蕭胡許趙徐孫馬鍾鐘彭蘇關盧余譚溫溫莫廖麥龍簡黎袁莊施江沈洪方
鄒唐曹杜石歐魏湯范馬高杨宋丁韓任姚戴賴邱翁邵姜程董呂區霍雷冼甘古崔卓顏嚴文伍伍侯陸龔柯俞夏汪熊金白倪田康柳游駱萬
尹丘鄔湛植盤阮傅祝凌司岑容聶葛黄佘饒詹樊連項畢鄺勞布符紀辛殷殷易曲牛毛史申向章俞祁包左單薛喻成練裴賀錢涂利招鮑
房屈馮植巫鄭麦紀賈錢管梅童滕歐陽司徒冯戚連藍彥霍鄢孔孟秦狄韋樂齊舒駱龐余佟鄞尤段常陶邢`;
const simplifiedSurnames = `陈黄张吴刘杨郑谢冯叶罗邓萧许赵孙马钟苏关卢谭温龙简庄邹欧汤韩赖吕区颜严陆龚骆万邬聂饶连项毕邝劳纪单贺钱鲍贾蓝
韦乐齐庞肖阎闫邸郝`;
const japaneseSurnames =
  '佐藤鈴木高橋田中渡辺伊藤山本村小林加吉斎池井清松木口阿部森上前川岡長谷近石大野原後青坂遠西福太三浦';
const koreanSurnames =
  '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함';

/** Given names of Hong Kong. */
const given = `文明偉強志嘉家俊傑健華國建榮輝德玲美麗英芳惠慧珍珠鳳蘭蓮雪瑩潔儀淑婷欣怡詩敏雯穎詠芝芬芷思靜琪琳瑜瑤瑋
佩珊嫻娟娥媚婉婷嬋妍妙妮姿威豪浩軒宇軒晉朗樂賢進達德業權光基安寧康永祥發財富貴榮耀祖宗漢民平順成良善正義仁信禮智忠
孝天日月星辰海山峰川河江泉源林森樹木松柏梓楠桐竹梅菊桂蕙萱蔚蓉薇茵莉萍葉子大小少一二三兆世中仲伯叔季兒心恩慈愛希望晴
曉昕昊晨曦暉旭昌昇景智普曼秀秋春夏冬冰玉琴瑞環璇珮瑛瓊珏鈺鈞銘鋒錦鑫鴻鵬飛翔翰龍虎麟駿騰凱勝勇武毅堅剛力迪衡衛衞
均埤培堯城坤垣堅宏守宛宜容寶富尚展崇嵐幗幼廷弘彤彥影彬徽恆悅悠情惟意懿應懷戴承振捷揚政敬斌旋昭易晃晏本杏東果枝柔栢
格楚棠楓榆樺橋欽歡殷汝汶沛泓泳泰洋洛津洪浚涵淇淳深清湘滔漫潤澤濤瀅瀚灝炎炳烽焯焱煒煌煥照熙燊燕爵牧獻現球理瑄環生甄
用申甜男略皓益真知碧磊祐祺禎福秉穗立竣童筠筱純紅素紫紹經綺綽維緯緻縈群翠翹耀聖聰育能臻航舒良芊花若苑茜荃莎莹菁菲萃
虹融行裕親言詠誠諾謙譽豐貞賜賢起超越軍迅迎遠逸道達遙還邦郁郎醒釗銀錫鍵鎮鎧鏗長開隆雁雄雅雨雲霆霖霞露青靈韋音韻頌頤
顯風馨騏驊鶯麗默齡仔仙以任伊伶依俐俠俞倩倫偲傲允元兆先克全公冠再冼凝凡利加勤化升卉卓南博原友古可司君吟含和哲唯啟喜喬
嘉囍四圓在如妤妹姍姚姬娜婕嫣學宣宥容宗定尉尊尤展嶸巧己常年幸庭彰御徐得徵怜恒恬悦愉愷慕慶應成才承攸政敏斯新方旻旼昀晞朋
朝杰柏柱業楊榛樑標欣正步毓民水沁沅沐波法泊洛浠淑淦渝湛源溢滿灃烈熹燁燦爾珈珞珩珵珺琛琦琬琰瑀瑾璋璐璟璧瓏甫男畇百皚盈
盛睿瞳碩祈祥禧秦科稀稚穎竹笙筑簡紀紋紓絲綸縉綾羚羲翎耘聆肇致舜芍芮茹荷莞菀菱蒨蓓蕊蕎蕾薏藍藝蘊蘅蘭裴西詒詹證諭諺譯豪
豫貝賀贊赫軾載辰辛迦迪連逵進運邁邵郡采釧鈴鈿銓鋆錚錡錢鎂鎔鐸鑑閎闊雋霏靖靚頎頡顥飄馥駒駱驄魁鳴鵑麒黛黧儒億儉俞修倬倚
亦亨京亮亭人仁佑佳佰侃侑保信俊冕出勁勳南卡厚參吉同向呈品唐善囡國土在地坪埔壕壯夢奇奕奮妃始娣嫦孟宸容富寅寛岐岱岳峻嶺幹`;
const simplifiedGiven = `伟强杰华国荣辉丽凤兰莲莹洁仪诗颖咏静瑶玮娴婵晋乐贤进达业权宁发财贵汉顺义礼祖树叶儿爱晓晖环琼钰钧铭锋锦鸿鹏
飞龙骏腾凯胜坚刚卫尧宝岚帼恒悦应怀扬东枫桦桥钦欢润泽涛滢炜焕献现祯纯红绍经绮维纬群圣聪诚诺谦誉丰贞赐军远逸遥还钊银锡键
镇铠铿长开云灵韵颂颐显风丽龄侠伦启乔学庆岁尔满烨灿珑碍玺纪纹丝纶罗芸荟萧蓝艺蕴证谕译贝贺赞载连运迈邓铃铨铮闲阔隽靓飘驹
鸣鹃亿儿俭修凌劲勋厅历双叙吕员嘉园圆坛墙壮夺奋娅婧媛子孙宁宇宝审实宾寿尧岭岗峥巍帅平建张强彩德忆志思怡惠慧成敏文斌新昊明春
晨晶智月有权林栋柳梅梓楠欣正毅民永江波洋洪浩海涵清源潇然燕玉玲珍珠琪琳瑞瑶璐生甜畅石磊祥秀秋立童笑米紫红美翔翠耀聪腾芬芳芝
芸苗若英茜荣莉莎菊菲萌萍蓉蓓蕾薇虎蝶裕西诗诚语豪贤超越跃轩辰迪逸邦郑金钢铁锐阳雄雅雨雪雯霖霞露青静韬颜风飞香馨驰骄高鑫鹤麟`;

/** Headings, courses and what else such a list says. */
const words = `姓名證書編號碼課程簽發到期日電郵地址話有效中英文性別男女職位公司機構學員生職業急救員安全訓練培合格考試成績結果備註
類型狀態資料年月第級班本持有人香港九龍新界醫療輔助隊聖約翰會紅十字心肺復甦自動體外去纖維顫器使用登記註冊撤銷暫停更正原因
理工程建造平安卡督導主任消防食物衛生管理基礎高級初級進修重溫複修完頒屆滿限止行動作金牌證明書種序列項目導師簽署`;
const simplifiedWords = `姓名证书编号码课程签发到期日电邮箱地址话有效中英文性别男女职位公司机构学员生职业急救员安全训练培合格考试成绩结果备注
类型状态资料年月第级班本持有人香港手机联系方式身份出颁单位岗工序部门备过注册时间`;
const japanese = `番号氏名コース日付発行期限証明書登録有効生年電話住所太郎花子一二三次郎美香恵子由紀真理健介大輔直樹裕智翔蓮陽葵結
衣凛咲愛優奈菜々和久幸弘明博隆浩修正義雄夫男彦治誠剛学徹哲也救急法講習資格受講者名前山本村島崎沢浜畑岸桜梅竹松宮神今内河橋`;
const korean = `번호이름성명과정교육수료증발급일자만료메일전화주소응급처치수철영민준서현지은혜진미경숙희정호성훈우재동건연윤예하유아
나도주원태상용석기환규인선순옥자남명광종병창학식근범승찬빈솔별람슬시율린채소다가라마바사가나`;

const union = (...sets: Set<string>[]) => sets.reduce((all, set) => all.union(set));

/** What is familiar in text of each encoding that is not UTF-8. */
export const familiar = {
  big5hkscs: { surnames: of(surnames), others: of(surnames + given + words) },
  gb18030: {
    surnames: union(of(surnames), of(simplifiedSurnames)),
    others: of(surnames + simplifiedSurnames + given + simplifiedGiven + words + simplifiedWords),
  },
  'euc-jp': { surnames: of(japaneseSurnames), others: of(japaneseSurnames + japanese) },
  shift_jis: { surnames: of(japaneseSurnames), others: of(japaneseSurnames + japanese) },
  'euc-kr': { surnames: of(koreanSurnames), others: of(koreanSurnames + korean) },
};
