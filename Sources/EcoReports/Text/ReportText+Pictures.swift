import EcoUnits

extension ReportText {
    // MARK: Method and sources
    static let methodTitle = both("Method and sources", "方法与来源")
    static let schemeTable = both("Schemes and their clauses", "补偿方案及依据")
    static let clause = both("Clause", "依据")
    static let fundColumn = both("Fund", "资金池")
    static let sourceTable = both("Sources of the parameters", "参数来源")
    static let roundingReading = both(
        "Amounts are exact to the fen in the tables of the run; this page rounds them by GB/T 8170.",
        "运行文件夹中的金额精确到分，本页按 GB/T 8170 修约。")
    static let signReading = both(
        "A minus sign, orange and the left side stand for paying; blue and the right side for receiving.",
        "负号、橙色、左侧表示缴纳；蓝色、右侧表示获得。")
    static let colourReading = both(
        "Colours stay apart for readers with reduced colour vision; every picture has its numbers in a table.",
        "配色便于色觉异常者区分，各图均有对应数据表。")
    static let addressReading = both(
        "Each figure has an address for ecocomp explain, folded below its table.",
        "各数均有供 ecocomp explain 使用的地址，折叠于表下。")

    // MARK: Pictures of money
    static let netMap = both("Who pays and who receives", "净缴纳与净获得地图")
    static let netMapAlternative = both(
        "Map of the counties: orange where they pay net, blue where they receive net; the numbers stand in the statement.",
        "各县地图：橙色为净缴纳，蓝色为净获得；数值见收支表。")
    static let fundFlow = both("Where the money comes from and where it goes", "资金来源与去向")
    static let fundFlowAlternative = both(
        "Bands from the counties that pay, through the funds, to the counties that receive; small amounts are gathered.",
        "流向图：左为缴纳县，中为资金池，右为获得县，小额合并。")
    static let fundColumnHeading = both("funds", "资金池")
    static let payersHeading = both("pay", "缴纳")
    static let payeesHeading = both("receive", "获得")
    static let rankingChange = both("Ranking and change against the year before", "综合指数排名及同比变化")
    static let rankingChangeAlternative = both(
        "Arrows from the composite index of the year before to that of this year, best county first.",
        "箭头图：由上年综合指数指向本年，按本年由好到差排列。")
    static let better = both("better", "改善")
    static let worse = both("worse", "变差")
    static let growthChart = both("Total value before and after", "各县总值变化")
    static let growthAlternative = both(
        "Arrows from the total value of the opening year to that of the closing year, largest first; at current prices.",
        "箭头图：由期初年总值指向期末年总值，按期末由大到小排列，现价。")
    static let grows = both("grows", "增加")
    static let shrinks = both("shrinks", "减少")

    // MARK: Pictures of the market
    /// Pollutants of quota markets that no standard of the air names.
    static let pollutants: [String: LocalizedText] = [
        "cod": both("COD", "化学需氧量"), "nh3_n": both("NH₃-N", "氨氮"),
        "industrial_dust": both("industrial dust", "工业粉尘"), "smoke_dust": both("smoke dust", "烟尘"),
        "vocs": both("VOCs", "挥发性有机物"), "co2": both("CO₂", "二氧化碳"), "tp": both("TP", "总磷"),
        "tn": both("TN", "总氮"),
    ]
    static let marketPictures = both("The market in pictures", "市场图示")
    static let moneyMap = both("Who pays whom for quota", "指标资金流向图")
    static let moneyMapAlternative = both(
        "Map with arrows from buyers to sellers, as wide as the money.", "地图：箭头由买方指向卖方，宽度表示金额。")
    static let moneyDiagram = both("Largest payments for quota", "主要指标价款流向")
    static let moneyAlternative = both(
        "Bands from buyers on the left to sellers on the right, as thick as the money; small amounts are gathered.",
        "桑基图：左为买方，右为卖方，宽度表示金额，小额合并。")
    static let placeMap = both("Price: charge of the place", "吨价之一：受体点约束")
    static let scarcityMap = both("Price: scarcity of quota", "吨价之二：指标稀缺")
    static let splitMapAlternative = both(
        "Map of the counties coloured by one part of the price of a tonne; the bars of prices below show both parts.",
        "按吨价构成之一着色的各县地图；两部分数值见下方吨价图表。")
    static let supplyCurve = both("Supply of abatement", "减排供给曲线")
    static let supplyAlternative = both(
        "Blocks in the order of cost: as wide as the tonnes of a measure, as high as its last tonne costs.",
        "按成本排列的色块：宽度为措施可削减吨数，高度为最后一吨的成本。")
    static let measureUsed = both("used", "已采用")
    static let measureUnused = both("not used", "未采用")
    static let cumulativeTonnes = both("tonnes abated, from the cheapest on (t)", "由低成本起累计削减量（吨）")
    static let splitTable = both("Price of one tonne in its parts", "吨价构成")
    static let evenPart = both("the same everywhere:", "各县相同：")
}
