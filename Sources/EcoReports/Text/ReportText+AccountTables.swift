import EcoUnits

extension ReportText {
    // MARK: Account tables
    static let accountTables = both("Account tables", "核算表")
    static let extentShares = both("Ecosystem extent, all counties", "生态系统面积构成（各县合计）")
    static let ecosystem = both("Ecosystem type", "生态系统类型")
    static let area = both("Area", "面积")
    static let share = both("Share", "占比")
    static let areaGaps = both("Classified area beside the official area", "分类面积与行政区面积对照")
    static let classifiedArea = both("Classified", "分类面积")
    static let officialArea = both("Official", "行政区面积")
    static let relativeGap = both("Gap", "偏差")
    static let serviceTable = both(
        "Quantity, price and value of services, all counties", "实物量、单价与价值量（各县合计）")
    static let unitPrice = both("Unit price", "单价")
    static let shareOfTotal = both("Share of the total", "占总值")
    static let methodTable = both("How services were computed", "核算方法")
    static let method = both("Method", "方法")
    static let dataYears = both("Data years", "数据年份")
    static let memorandumTable = both(
        "Beside the total: stocks and second measurements, never added", "总值之外：存量与并列实物量，不计入总值")
    static let matrixTable = both("Value of services by ecosystem type, all counties", "服务×生态系统类型价值矩阵（各县合计）")
    static let unallocated = both("without type", "未分类型")
    static let matrixNote = both(
        "Rows add up to the service, columns to the type; – nothing is counted there.",
        "横向合计为服务价值，纵向合计为类型价值；– 表示未计入。")
    static let regionTable = both("Counties by account, area and head", "各县分项价值与单位面积、人均值")
    static let provisioning = both("Products", "物质产品")
    static let regulating = both("Regulating", "调节服务")
    static let cultural = both("Culture", "文化服务")
    static let netImports = both("Net imports", "区外净流入")
    static let perHead = both("Per head", "人均")
    static let perHeadNote = both("Heads are residents at the end of the year (常住人口).", "人均按年末常住人口计算。")
    static let importsSubtracted = both(
        "The total is provisioning, regulating and cultural services less net imports.",
        "总值为供给、调节与文化服务之和减区外净流入。")
    static let importsShown = both(
        "Net imports are shown beside the total and not subtracted from it.", "区外净流入仅列示，未从总值扣除。")
    static let marketLinked = both("Market-linked share", "市场相关占比")
    static let driverTable = both("What moves an account most", "对结果影响最大的单价")
    static let account = both("Account", "账户")
    static let driver = both("Price of", "单价所属")
    static let sensitivity = both("CS", "敏感系数 CS")
    static let low = both("−50%", "−50%")
    static let high = both("+50%", "+50%")
    static let driverNote = both(
        "CS = (dV/V)/(dp/p): values are linear in prices, so the account at half the price and at half as much again "
            + "is exact.", "CS = (dV/V)/(dp/p)；价值与单价成正比，单价变动 ±50% 的结果为精确值。")
    static let layerTable = both("Raster inventory", "栅格数据清单")
    static let layer = both("Layer", "图层")
    static let reference = both("Reference system", "坐标系")
    static let cellSize = both("Cell", "栅格尺寸")
    static let nodata = both("Nodata", "无数据值")
    static let validShare = both("Valid cells", "有效栅格占比")
    static let resampling = both("Warped", "重采样")
    static let notResampled = both("no", "无")
    static let publishedFigures = both("Printed figures against their parts and this account", "公布数值核对")
    static let figure = both("Figure", "数值")
    static let printed = both("Printed", "公布值")
    static let recomputed = both("Recomputed", "复算值")
    static let against = both("Against", "对照")
    static let room = both("Rounding explains", "舍入可解释")
    static let agrees = both("Agrees", "一致")

    static func against(_ id: String) -> LocalizedText {
        switch id {
        case "sum": both("sum of its parts", "各项之和")
        case "product": both("product of its factors", "各项之积")
        case "ratio": both("ratio", "两项之比")
        default: both("this account", "本次核算")
        }
    }

    // MARK: Change
    static let change = both("Change since the opening year", "期初以来变化")
    static func changeYears(_ opening: String, _ closing: String) -> LocalizedText {
        both("From \(opening) to \(closing)", "\(opening) 年至 \(closing) 年")
    }
    static func priceLevels(_ opening: String, _ closing: String) -> LocalizedText {
        both(
            "Opening values at prices of \(opening), closing values at prices of \(closing).",
            "期初按 \(opening) 年价格，期末按 \(closing) 年价格。")
    }
    static let changeTable = both("Opening and closing values, all counties", "期初与期末价值（各县合计）")
    static let changeByCounty = both("Change of the total by county", "各县总值变化")
    static let opening = both("Opening", "期初")
    static let closing = both("Closing", "期末")
    static let quantityEffect = both("Quantity", "数量效应")
    static let priceEffect = both("Price", "价格效应")
    static let growthCurrent = both("Growth, current prices", "现价增长")
    static let growthConstant = both("Growth, constant prices", "不变价增长")
    static let splitLaspeyres = both("Laspeyres / Paasche", "拉氏 / 帕氏")
    static let splitShapley = both("Shapley (midpoint)", "Shapley（中点）")
    static let splitLMDI = both("LMDI", "LMDI")
    static let splitNote = both(
        "Quantity and price add up to the change under every rule. * parts of zero or negative value are split by "
            + "Shapley.", "各方法下数量效应与价格效应之和等于总变化。* 含零值或负值的分项以 Shapley 分解。")
    static let factorTable = both(
        "Extent, intensity and price, by service", "面积、强度与价格三因素分解")
    static let extentEffect = both("Extent", "面积效应")
    static let intensityEffect = both("Intensity", "强度效应")

    // MARK: GEEP
    static let geep = both("GEEP bridge and indices", "经济生态生产总值（GEEP）与指数")
    static let geepTable = both("From GDP to GEEP", "由 GDP 到 GEEP")
    static let gdp = both("GDP", "GDP")
    static let pollutionDamage = both("Pollution damage (PDC)", "污染损失成本（PDC）")
    static let ecologicalDamage = both("Ecological destruction (EDC)", "生态破坏成本（EDC）")
    static let regulatingServices = both("Regulating services (ERS)", "生态系统调节服务（ERS）")
    static let geepNote = both(
        "GEEP = GDP − PDC − EDC + ERS. Products and culture are in GDP already; biodiversity, oxygen and pest control "
            + "stay out of ERS. – where a part is missing or GDP is 0.",
        "GEEP = GDP − PDC − EDC + ERS。物质产品与文化服务已在 GDP 中；ERS 不含物种保育、释氧和病虫害控制。缺项或 GDP 为零时以 – 表示。")
    static let damageMethod = both("Pollution damage valued as", "污染损失核算方法")
    static func damageMethod(_ id: String) -> LocalizedText {
        id == "abatement_cost"
            ? both("imputed abatement cost", "虚拟治理成本") : both("damage cost", "损失成本")
    }
    static let indexTable = both("GEP beside area, people and GDP", "GEP 相关指数")
    static let ggi = both("GGI = GEP/GDP", "绿金指数 GGI")
    static let gepGrowth = both("GEP growth", "GEP 增长")
    static let gdpGrowth = both("GDP growth", "GDP 增长")
    static let elasticity = both("Elasticity", "弹性")
    static let growthClass = both("Class", "类型")
    static let indexNote = both(
        "Growth in constant prices. The market-linked share is products and culture over GEP, not a sum that was "
            + "realised.", "增长率按不变价计算。市场相关占比 =（物质产品 + 文化服务）/ GEP，并非已实现金额。")
    static func growthClass(_ id: String) -> LocalizedText {
        switch id {
        case "both_up": both("both up", "双增长")
        case "gep_up_gdp_down": both("GEP up, GDP down", "GEP 增、GDP 降")
        case "gep_down_gdp_up": both("GEP down, GDP up", "GEP 降、GDP 增")
        case "both_down": both("both down", "双降")
        default: both(NumberStyle.absent, NumberStyle.absent)
        }
    }

    // MARK: Rules
    static let rules = both("Rules of the account", "核算规则")
    static let provisionalPack = both(
        "Nobody has checked this rule pack against the printed document: every rule marked provisional, and so every "
            + "figure of the account, is provisional.", "本规则包尚未与印刷文本核对：标为“暂定”的规则及全部核算数值均为暂定。")
    static let ruleServices = both("Services of the rule pack", "规则包指标")
    static let standing = both("Standing", "地位")
    static let accounted = both("Accounted here", "本次核算")
    static let priceRule = both("How it is priced, or why it is out", "计价方法或不计原因")
    static let ruleTable = both("Other rules", "其他规则")
    static let rule = both("Rule", "规则")
    static let overlapTable = both("What is counted twice", "重复计算")
    static let silentNote = both("chosen: the pack is silent and the scenario decided.", "自选：规则包未规定，由情景选择。")

    static func standing(_ id: String) -> LocalizedText {
        switch id {
        case "required": both("required", "必算")
        case "included": both("included", "计入")
        case "optional": both("optional", "可选")
        case "unknown": both("not known", "不明")
        case "memorandum": both("beside the total", "总值之外")
        case "excluded": both("excluded", "不计")
        case "fixed": both("fixed by the pack", "规则包规定")
        case "chosen": both("chosen", "自选")
        case "silent": both("silent", "未规定")
        case "forbidden": both("forbidden", "禁止")
        case "named": both("warned of", "提示")
        default: both("", "")
        }
    }
}
