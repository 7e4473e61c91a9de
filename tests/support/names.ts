/**
 * Names as they are registered, with what other people, keyboards, fonts and programs make of them (`same`), and names of
 * somebody else that look like them (`other`). Wherever two names are compared, the answers are these.
 */
const namePairs: { registered: string; same: string[]; other: string[] }[] = [
  { registered: '周寳珠', same: ['周寶珠', '周宝珠', '周寶珠女士'], other: ['周珠寶', '周實珠'] },
  { registered: '李逹明', same: ['李達明', '李达明', '李達明先生'], other: ['李逵明'] },
  { registered: '張頴姸', same: ['張穎妍', '张颖妍'], other: ['張影妍'] },
  { registered: '靑木淸', same: ['青木清', '⾭木清'], other: ['青木情'] },
  { registered: '徳川愼', same: ['德川慎', '德川愼'], other: ['德川真'] },
  { registered: '陳煕燿', same: ['陳熙耀', '陈熙耀'], other: ['陳照耀', '陳熙輝'] },
  { registered: '恵栄冨', same: ['惠榮富', '惠荣富'], other: ['惠螢富', '惠榮寫'] },
  { registered: '斉藤広', same: ['齊藤廣', '齐藤广'], other: ['齋藤廣'] },
  { registered: '浜崎広', same: ['濱崎廣', '濱﨑廣', '浜崎廣'], other: ['賓崎廣'] },
  { registered: '⻩栄', same: ['黃榮', '黄荣', '黄栄'], other: ['黃營'] },
  { registered: '⻢⻰', same: ['马龙', '馬龍', '馬龙'], other: ['馬寵'] },
  { registered: '王喆', same: ['王喆', '王喆小姐'], other: ['王哲'] },
  { registered: '余昞', same: ['余昞'], other: ['余炳', '餘昞'] },
  { registered: '鍾國傑', same: ['钟国杰', '鍾國傑'], other: ['鐘國傑', '鍾國杰'] },
  { registered: '陳大文先生', same: ['陳大文', '陈大文', '陳大文 醫生'], other: ['陳大民'] },
  { registered: '黃小玲小姐', same: ['黃小玲', '黄小玲女士'], other: ['黃小鈴'] },
  { registered: '李嘉欣醫生', same: ['李嘉欣', '3. 李嘉欣'], other: ['李嘉忻'] },
  { registered: '張家偉 先生', same: ['張家偉', '张家伟'], other: ['張家瑋'] },
  {
    registered: 'ĐẶNG Văn Nam',
    same: ['DANG Van Nam', 'Van Nam Dang', 'Mr Dang Van Nam'],
    other: ['TANG Van Nam'],
  },
  { registered: 'SØRENSEN Lars', same: ['SORENSEN Lars', 'Dr. Lars Sorensen'], other: ['SARENSEN Lars'] },
  { registered: 'KOWALSKI Michał', same: ['KOWALSKI Michal', 'Michal Kowalski'], other: ['KOWALSKI Michat'] },
  { registered: 'STRAßER Þóra', same: ['STRASSER Thora', 'Thora Strasser'], other: ['STRABER Thora'] },
  {
    registered: '3. O’BRIEN Seán (Mr)',
    same: ["O'Brien Sean", 'Sean OʼBrien', 'ＯＢＲＩＥＮ　Ｓｅａｎ'],
    other: ['BRIEN Sean'],
  },
  {
    registered: 'Mr CHAN Tai Man',
    same: ['CHAN Tai Man', 'Chan Tai Man (Mr)', '1. CHAN Tai Man'],
    other: ['CHAN Tai Wan'],
  },
  { registered: 'Ms. WONG Siu Ling', same: ['WONG Siu Ling', 'Miss Wong Siu Ling'], other: ['WONG Siu Lin'] },
  { registered: 'Dr. LEE, Ka Yan', same: ['LEE Ka Yan', 'Ka Yan Lee'], other: ['LEE Ka Yin'] },
  {
    registered: 'CHEUNG Ka Wai (Mr)',
    same: ['CHEUNG Ka Wai', 'Mr. Cheung Ka-wai'],
    other: ['CHEUNG Ka Wah'],
  },
  { registered: '3. HO Wai Kit', same: ['HO Wai Kit', 'Ho Wai Kit Mr'], other: ['HO Wai Kat'] },
];

/** As the one name of a certificate. */
export const asName = (name: string): { nameEn: string } | { nameZh: string } =>
  /\p{Script=Han}/u.test(name) ? { nameZh: name } : { nameEn: name };

/** Every pair with a certificate number of its own. */
export const comparisons = namePairs.flatMap(({ registered, same, other }, at) =>
  [...same, ...other].map((name, n) => ({
    number: `NAME${at}X${n}`,
    registered,
    name,
    isSame: n < same.length,
  })),
);
