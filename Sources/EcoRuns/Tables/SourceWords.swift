/// Sources of parameters of the air and of schemes in Chinese. Declarations give them in English, beside the number
/// of the document.
public enum SourceWords {
    /// The Chinese wording; `nil` where the text needs none or has none.
    public static func chinese(_ source: String) -> String? {
        if let known = words[source] { return known }
        // `REPORT: remark` and `REPORT; remark`, each half with a wording of its own.
        for separator in [": ", "; "] {
            guard let cut = firstRange(of: separator, in: source) else { continue }
            guard let head = words[String(source[..<cut.lowerBound])],
                let tail = words[String(source[cut.upperBound...])]
            else { continue }
            return head + (separator == ": " ? "：" : "；") + tail
        }
        return nil
    }

    private static func firstRange(of part: String, in text: String) -> Range<String.Index>? {
        text.indices.lazy.compactMap { start -> Range<String.Index>? in
            guard text[start...].hasPrefix(part) else { return nil }
            return start..<text.index(start, offsetBy: part.count)
        }.first
    }

    private static let words: [String: String] = air.merging(rules) { first, _ in first }
        .merging(presets) { first, _ in first }

    private static let air = [
        "practice of the national network": "国家监测网惯例",
        "GB 3095-2026, 3.14 and 4.3": "GB 3095-2026 第3.14、4.3条",
        "national monthly reports of air quality (CNEMC, July 2021), 环办监测〔2016〕120号":
            "全国空气质量月报（中国环境监测总站，2021年7月），环办监测〔2016〕120号",
        "no rule is published": "未见公布的规则",
        "national limit of 2020 for \"2+26\" and Fenwei plain cities": "2020年“2+26”及汾渭平原城市国家限值",
        "provincial action plan": "省级行动方案", "Taiyuan, target for 2025": "太原市2025年目标",
        "HJ 663-2013, Annex B (no official copy checked)": "HJ 663-2013 附录B（未核对正式文本）",
        "practice of some published bulletins": "部分公报的做法", "published tables print two": "公布表格保留两位",
        "环办〔2014〕64号, 环办监测〔2018〕19号: equal weights; the rule for 2026 is not published":
            "环办〔2014〕64号、环办监测〔2018〕19号：等权；2026年规则尚未公布",
        "HJ 663-2013 and HJ 663-2026 (no official copies checked)": "HJ 663-2013、HJ 663-2026（未核对正式文本）",
        "GB 3095-2026, Table 4 (the same as GB 3095-2012)": "GB 3095-2026 表4（与 GB 3095-2012 相同）",
        "HJ 663-2013 (no official copy checked)": "HJ 663-2013（未核对正式文本）",
        "GB 3095-2012, annual mean, Grade II": "GB 3095-2012 年均值二级",
        "GB 3838-2002, table 1, as recollected: check against the printed standard":
            "GB 3838-2002 表1（凭记忆，须核对正式文本）",
    ]

    private static let rules = [
        "Shandong 2015: back in on rebound; measured by what was not seen": "山东省2015年：反弹后重新纳入；反弹口径未见公布",
        "Taiyuan 2019: handled strictly by law; that the period counts as the worst is our reading":
            "太原市2019年：依法严肃处理；按最差处理为本引擎解释",
        "no formula is published; a defensible choice": "未见公布公式，取合理值",
        "the rule says 'fell more than the provincial mean', not in which unit": "文件仅称“降幅高于全省平均”，未明口径",
        "no document states one": "文件均未规定", "no document states it": "文件均未规定",
        "no document states it by part": "文件未分项规定",
        "practice is 1.5 to 2; check the rule in force": "惯例为1.5至2，须核对现行规定",
        "equal replacement (等量替换); reduction replacement of heavy metals is 1.2 in key areas":
            "等量替换；重点区域重金属减量替换为1.2",
        "财预〔2020〕10号; its scoring practice is not checked in print": "财预〔2020〕10号；评分惯例未核对正式文本",
        "no published scheme states one; a rate on a tiny base says nothing": "已公布方案均未规定；基数过小时变化率无意义",
        "the published reports leave it open; Zhengzhou 2020 prints marginal tiers":
            "公开报道未明确；郑州市2020年为分段累进",
        "the parts are reckoned to the fen": "各分项计算到分",
        "illustrative; no document states factors": "示意值；文件未规定系数",
        "HJ 192-2015 for its own borders; the others are not checked in print":
            "HJ 192-2015 规定其本身分级界限；其余未核对正式文本",
        "claims are settled to the fen": "赔偿结算到分", "published templates leave it open": "公布模板未规定",
        "published amounts are whole 万元, those times 1 + m have decimals":
            "公布金额为整万元，乘以（1+m）者有小数",
        "published amounts are whole 万元": "公布金额为整万元",
        "published instalments are whole yuan": "公布的分期金额为整元",
        "contracts are paid to the fen": "合同支付到分",
        "published amounts have two decimals of 万元": "公布金额以万元计、保留两位小数",
        "no published ladder states it; averaging keeps the sum": "已公布名次表均未规定；取平均可保持合计不变",
        "published rungs are whole 万元": "公布的名次金额为整万元",
        "published parts have two decimals of 万元": "公布的分配额以万元计、保留两位小数",
        "an agreement states its own step": "由协议自行规定", "no published rule states its step": "已公布办法未规定取整单位",
        "no published rule states a step": "已公布办法未规定取整单位", "no published rule states it": "已公布办法均未规定",
        "published amounts of Shandong are whole 万元": "山东省公布金额为整万元",
        "no published scheme states it": "已公布方案均未规定", "no published scheme states its rule": "已公布方案均未规定",
        "no published rule": "未见公布规则",
        "no published rule; rights to ambient quality as in Montgomery (1972), JET 5:395":
            "未见公布规则；环境质量权参照 Montgomery（1972）JET 5:395",
    ]

    private static let presets = [
        "Anhui, rule of 2018-07": "安徽省2018年7月办法", "provincial rule of 2018-07": "安徽省2018年7月办法",
        "reports of 2017-11 on the provincial plan of 2017-10": "2017年11月关于省2017年10月方案的报道",
        "reports of 2019-02 and 2019-03 on the revision of 2019-01-24": "2019年2月、3月关于2019年1月24日修订的报道",
        "published totals of 2018-06, 2018-09 and 2019-04 (rewards = 0.8 x fines)":
            "2018年6月、9月及2019年4月公布合计（奖励=0.8×扣缴）",
        "as in 2017; the revision was not seen": "同2017年；修订文本未见",
        "published totals of 2019-04 (rewards = 0.8 x fines)": "2019年4月公布合计（奖励=0.8×扣缴）",
        "report of 2025 on the county rule: better than the mean or its rate, reward; worse, fine":
            "2025年关于县级办法的报道：优于均值或平均改善率奖励，差则扣缴",
        "published monthly amounts of 2017-04 to 2017-12": "2017年4月至12月逐月公布金额",
        "published city amounts are multiples of 0.5 万元": "公布的各市金额为0.5万元的整数倍",
        "reports of 2021-09 and 2024-10 on the rule of 2020": "2021年9月、2024年10月关于2020年办法的报道",
        "report of 2020-09 on the city's rule": "2020年9月关于该市办法的报道", "city's rule of 2024": "该市2024年办法",
        "city rule of 2020: improvement in four classes, 100, 50, 30 and 10 万元":
            "该市2020年办法：改善分四档，100、50、30、10万元",
        "worked out: published charges for good days are multiples of 20 万元": "推算：公布的优良天数扣缴为20万元的整数倍",
        "财资环〔2020〕20号 (pilot in the basin); reports on the agreement of Shandong and Henan of 2021":
            "财资环〔2020〕20号（流域试点）；2021年鲁豫协议相关报道",
        "reports on the national method of 2017": "2017年国家办法相关报道",
        "reports on the method 财预〔2022〕59号": "财预〔2022〕59号相关报道",
        "report on the provincial method of 2023": "2023年省级办法相关报道",
        "report on the city's rule of 2015 and 2016": "该市2015—2016年办法相关报道",
        "reports of the provincial environment office on section charges, 2012 to 2016":
            "省环保部门2012—2016年断面扣缴通报",
        "reports on the revised section scheme of Shanxi, 2013": "山西省2013年修订断面方案相关报道",
        "regulation of Zhoukou on water compensation": "周口市水环境生态补偿办法",
        "reports on the Liaoning rule of 2017": "辽宁省2017年办法相关报道",
        "as in the province; the city's text was not seen": "同省级办法；市级文本未见", "as in the province": "同省级办法",
        "doubled for the main stem and tributaries": "干流及支流加倍",
        "doubled once more for worse than class V": "劣Ⅴ类再加倍",
        "reports of 2020: 2,792,800 yuan in 25 equal years": "2020年报道：2,792,800元分25年等额支付",
        "recollected from reports on the agreements: check against their text": "据协议相关报道回忆，须核对文本",
        "rule of Zhenjiang on water compensation, after that of the Taihu basin": "镇江市水环境补偿办法（参照太湖流域）",
        "reports on the Henan rule of 2010": "河南省2010年办法相关报道", "by way of the province": "经省级中转",
        "reports on the provincial rule of 2015 to 2020: 15,000 万元 a year, 70 and 30 %":
            "2015—2020年省级办法相关报道：每年15,000万元，分70%与30%",
        "reports of 2016 to 2018 on the monthly rule; 16 districts, 560 万元 each way":
            "2016—2018年关于月度办法的报道；16个区，奖罚各560万元",
        "provincial rule of 2018, reports of 2018-10": "省2018年办法，2018年10月报道",
        "report on the city's monthly rule": "该市月度办法相关报道",
        "city rule of 2019: Z = (A 16 % + B 24 %) + (C 24 % + D 36 %)":
            "该市2019年办法：Z=（A×16%+B×24%）+（C×24%+D×36%）",
        "the formula is published; that A to D are ranks of index and PM10, level and improvement, is our reading":
            "公式已公布；A至D为综合指数与PM10的现状及改善名次，系本引擎解释",
        "the report is cut here; mirrored like the others": "报道此处不全；参照其他档对称处理",
        "city notice of 2018-02: exceed ratio 0.48, charge 300,000 yuan": "2018年2月市级通报：超标0.48倍，扣缴30万元",
        "report of the city's rule: 300,000 yuan for each 0.2 times": "该市办法报道：每超标0.2倍30万元",
        "GB 3095-2012, annual mean: Grade II for PM2.5 and PM10, Grade I for NO2 and SO2":
            "GB 3095-2012 年均值：PM2.5、PM10 取二级，NO2、SO2 取一级",
        "report on the split of 2018-Q3": "2018年三季度分配报道",
        "report on the Heze rule of 2014; its example prints 45 where the formula gives 35":
            "菏泽市2014年办法报道；其算例印为45，按公式为35",
        "provincial rule of 2016-07: Q1 (C1 - T) s, Q2 (C12 - C1) s, Q3 (C123 - C12) s":
            "河南省2016年7月办法：一季度（C1−T）s，二季度（C12−C1）s，三季度（C123−C12）s",
        "report of 2016-05 on the city's rule": "2016年5月关于该市办法的报道",
        "report of 2017 on the trial rule for 2016 to 2018": "2017年关于2016—2018年试行办法的报道",
        "report on the city's rule of 2014": "该市2014年办法相关报道", "the formula has no fixed part": "公式无定额部分",
        "the report pays 20 万元 a ug/m3 once the band is passed": "报道：超出区间后每微克/立方米20万元",
        "reports on the provincial rules of 2015-03 and 2017-04": "省2015年3月、2017年4月办法相关报道",
        "reports on the provincial rule of 2015 to 2020: 15,000 x 70 % / 21 = 500 万元 a region":
            "2015—2020年省级办法相关报道：15,000×70%÷21=每地500万元",
        "city rule of 2020": "该市2020年办法",
        "the awards are called one-off; whether once for all was not seen": "称为一次性奖励；是否仅此一次未见规定",
        "all six items count; whether together was not seen": "六项均考核；是否须同时达标未见规定",
        "who misses loses it and pays the same": "未达标者不得且等额上缴",
        "recollected: check against the current notice": "凭记忆，须核对现行通知",
        "China National Radio, 2017-09-20: 40 yuan a mu": "中央广播电视台2017年9月20日：每亩40元",
        "reports on waste compensation in Beijing, from 2010 and from 2012": "北京市生活垃圾处理补偿（2010年、2012年起）相关报道",
        "report on the city's rule of 2017, valid to 2019-03-31": "该市2017年办法相关报道（有效期至2019年3月31日）",
        "report on the city's rule of 2017 to 2019": "该市2017—2019年办法相关报道",
        "provincial trial rule of 2015 and its revision of 2018: M = (A0 - A) m k + (B0 - B) m k":
            "湖北省2015年暂行办法及2018年修订：M=（A0−A）mk+（B0−B）mk",
        "Weinan Daily on the city's rule of 2017": "渭南日报对该市2017年办法的解读",
        "city rule of 2020: 10 万元 for each good day more or less than in the year before":
            "该市2020年办法：优良天数同比每增减一天10万元",
        "the four indicators are those of the province; its weights are taken over": "四项指标同省级，权重沿用",
        "worked out from two published payments to Anqing (94.5 in 2018-Q3, 139.5 in 2020-Q3)":
            "由安庆市两次公布金额推算（2018年三季度94.5、2020年三季度139.5）",
        "the published 94.5 万元 is no whole 万元": "公布的94.5万元不是整万元",
        "from memory: the same month of the year before": "凭记忆：上年同月",
        "reports on the provincial rules of 2014 and their revisions": "山东省2014年办法及其修订相关报道",
        "Qingdao, Yantai, Weihai, Rizhao": "青岛、烟台、威海、日照",
        "reports of 2018-10 on the provincial rule: PM2.5 or the index up by 20 % or more":
            "2018年10月关于省级办法的报道：PM2.5 或综合指数同比上升20%及以上",
        "recollected range of 400 to 420 yuan a mu: check against the city's notice":
            "凭记忆为每亩400至420元，须核对市级通知",
    ]
}
