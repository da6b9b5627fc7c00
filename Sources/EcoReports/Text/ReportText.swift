import EcoUnits

/// Every sentence of the report, in both languages. Names of ids come from the run's `labels.csv`.
enum ReportText {
    static func both(_ en: String, _ zh: String) -> LocalizedText { LocalizedText(en: en, zh: zh) }

    // MARK: Whole page
    static let report = both("Report of an ecological compensation run", "生态补偿测算报告")
    static let contents = both("Contents", "目录")
    static let missingColumns = both("The table lacks these columns: ", "表中缺少下列列：")
    static let county = both("County", "县（市、区）")
    static let total = both("Total", "合计")
    static let other = both("other", "其他")
    static let unit = both("Unit", "单位")
    static let note = both("Note", "备注")
    static let year = both("Year", "年份")
    static let largestShown = both("The picture shows the largest; the table shows all.", "图中仅列较大者，全部见表。")
    static let schematicMap = both(
        "Schematic map without official standing.", "示意图，不具法定效力。")
    static let centroidMap = both(
        "The run has no outlines: circles stand at the centroids.", "未提供行政区划边界，以质心圆表示。")
    static let clauseSeparator = both("; ", "；")
    static let to = both(" to ", " 至 ")
    static let uncertain = both(" (uncertain)", "（存疑）")
    /// Areas that published tables name beyond the regions of a run.
    static let places = [
        "全省": both("whole province", "全省"), "retired": both("retired", "注销"), "pool": both("pool", "储备池"),
    ]
    static let signedBy = both("Settlement signed by", "结算签署人")
    static let unsigned = both("nobody yet", "尚未签署")
    static let listSeparator = both(", ", "、")

    // MARK: Header
    static let standards = both("Air-quality standards", "环境空气质量标准")
    static let rulePacks = both("Rule packs", "核算规则包")
    static let regionsCount = both("counties", "个县（市、区）")
    static let squareKilometres = both("km²", "平方公里")
    static let people = both("people", "人")

    // MARK: Headlines
    static let totalGEP = both("Gross ecosystem product", "生态系统生产总值（GEP）")
    static let gepPerArea = both("Total per km²", "单位面积总值")
    static let bestAir = both("Best air (composite index)", "空气质量最好（综合指数）")
    static let worstAir = both("Worst air (composite index)", "空气质量最差（综合指数）")
    static let fines = both("Paid by counties", "各县缴纳合计")
    static let rewards = both("Received by counties", "各县获得合计")
    static let retained = both("Retained in funds", "资金池留存")
    static let carried = both("Carried over", "结转下年")
    static let quotaCost = both("Cost of the quota plan, with trade", "有交易时的总费用")
    static let quotaCostWithoutTrade = both("Cost without trade", "无交易时的总费用")
    static let gainNote = both(
        "Below 0: accepted projects are worth more than everything costs.", "为负：入选项目价值高于全部费用。")
    static let saving = both("Saved by trade", "交易节省")
    static let certifiedGap = both("Certified gap to the optimum", "经验证的最优性间隙")
    static let noValue = both("no value", "无价值量")
    static let noValueNote = both(
        "No service has a price: quantities only.", "各项服务均无单价，仅列实物量。")
    static let incompleteTotal = both(
        "No total: at least one county has no complete account.", "无合计：至少一个县核算不完整。")

    // MARK: Warnings
    static let warnings = both("Warnings, assumptions and provisional facts", "警告、假设与暂定事实")
    static let noWarnings = both("The run kept no warnings.", "本次测算没有警告。")
    static let diagnostics = both("Findings of the run", "运行诊断")
    static let severity = both("Severity", "级别")
    static let place = both("Place", "位置")
    static let finding = both("Finding", "说明")
    static let remedy = both("Remedy", "处理办法")
    static let assumptions = both("Assumptions", "假设")
    static let topic = both("Topic", "主题")
    static let statement = both("Statement", "内容")
    static let formula = both("Formula", "公式")
    static let affects = both("Affects", "影响")
    static let provisional = both("Parameters not checked in print", "未经核对的参数")
    static let parameters = both("Parameters", "参数")
    static let parameter = both("Parameter", "参数")
    static let value = both("Value", "取值")
    static let source = both("Source", "来源")
    static let status = both("Status", "状态")
    static let origin = both("Given by", "取值来源")
    static let parameterStatuses = both("Parameters by status", "参数状态统计")
    static let count = both("Number", "数量")

    // MARK: Provenance
    static let provenance = both("Provenance", "溯源信息")
    static let inputs = both("Inputs", "输入文件")
    static let file = both("File", "文件")
    static let hash = both("SHA-256", "SHA-256")
    static let tool = both("Tool", "软件版本")
    static let fingerprint = both("Fingerprint", "指纹")
    static let seed = both("Random seed", "随机种子")
    static let reproduce = both(
        "The figures of this page stand in the tables of the run folder; the page computes nothing but sums.",
        "本页数据均取自运行文件夹中的表格，仅作汇总，不再计算。")

    /// A status word of the tables.
    static func status(_ id: String) -> LocalizedText {
        switch id {
        case "ok": both("ok", "正常")
        case "provisional": both("provisional", "暂定")
        case "official": both("official", "官方")
        case "published": both("published", "已发布")
        case "choice": both("choice", "自选")
        case "not_applicable": both("not applicable", "不适用")
        case "assumed": both("assumed", "假定")
        case "derived": both("derived", "推算")
        case "measured": both("measured", "实测")
        case "incomplete": both("incomplete", "不完整")
        case "not_counted": both("not counted", "未计入")
        case "error": both("error", "错误")
        case "warning": both("warning", "警告")
        default: both(id, id)
        }
    }

    /// Who gave a parameter its value; a place in a file stays as it is.
    static func origin(_ id: String) -> LocalizedText {
        switch id {
        case "default": both("default", "默认值")
        case "preset": both("preset", "预设方案")
        default: both(id, id)
        }
    }
}
