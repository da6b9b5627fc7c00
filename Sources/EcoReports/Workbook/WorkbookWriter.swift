import EcoParameters
import EcoRuns
import EcoUnits

/// The tables of a stored run as one workbook: a contents sheet, then a sheet a table.
public enum WorkbookWriter {
    /// Writes `path` anew. Equal runs give equal bytes.
    ///
    /// - Throws: ``DiagnosticFailure`` where a table is damaged or the file cannot be written.
    public static func write(_ run: StoredRun, to path: String, language: Language) throws(DiagnosticFailure)
    {
        try write(RunContents(run, withOutlines: false), to: path, language: language)
    }

    static func write(
        _ contents: RunContents, to path: String, language: Language
    ) throws(DiagnosticFailure) {
        let context = ReportContext(contents, language)
        let tables = SheetPlan.all.compactMap { plan in
            context.table(plan.file).map { (sheet: plan, table: $0) }
        }
        guard let book = Spreadsheet(path: path, title: RunHeader(context).scenario) else {
            throw failure(path, "the library cannot begin the file")
        }
        let styles = SheetStyles(book)
        writeContents(tables, book, styles, context)
        for (plan, table) in tables {
            guard let sheet = book.sheet(plan.title(language)) else { continue }
            SheetWriter(sheet: sheet, styles: styles, context: context).write(table)
        }
        if let cause = book.close() { throw failure(path, cause) }
    }

    private static func failure(_ path: String, _ cause: String) -> DiagnosticFailure {
        DiagnosticFailure([
            Diagnostic(
                code: "workbook_not_written", path: path, "the workbook cannot be written: \(cause)",
                hint: "free space on the disk, or name another place")
        ])
    }

    private static func writeContents(
        _ tables: [(sheet: SheetPlan, table: StoredTable)], _ book: borrowing Spreadsheet,
        _ styles: SheetStyles,
        _ context: ReportContext
    ) {
        let texts = [SheetPlan.sheetHeading, SheetPlan.fileHeading, SheetPlan.rowsHeading]
        guard let sheet = book.sheet(context(SheetPlan.contents)) else { return }
        for (column, text) in texts.enumerated() {
            sheet.write(context(text), row: 0, column: column, styles.heading)
            sheet.setWidth([34, 22, 12][column], column: column)
        }
        for (index, entry) in tables.enumerated() {
            let title = entry.sheet.title(context.language)
            sheet.writeLink(to: title, text: title, row: index + 1, column: 0, styles.link)
            sheet.write(entry.sheet.file, row: index + 1, column: 1)
            sheet.write(Double(entry.table.rowCount), row: index + 1, column: 2)
        }
        sheet.freezeHeading(rows: tables.count, columns: texts.count)
    }
}

/// Which table becomes which sheet, in the order of the workbook.
struct SheetPlan: Sendable {
    let file: String
    /// At most 31 characters.
    let title: LocalizedText

    static let contents = LocalizedText(en: "Contents", zh: "目录")
    static let sheetHeading = LocalizedText(en: "Sheet", zh: "工作表")
    static let fileHeading = LocalizedText(en: "Table of the run folder", zh: "运行文件夹中的表")
    static let rowsHeading = LocalizedText(en: "Rows", zh: "行数")

    static let all: [SheetPlan] = [
        plan("regions.csv", "Regions", "区域"), plan("accounts.csv", "Ecosystem accounts", "生态系统核算"),
        plan("account_extent.csv", "Extent", "面积"), plan("account_services.csv", "Services", "服务"),
        plan("account_matrix.csv", "Services by type", "服务类型矩阵"),
        plan("account_regions.csv", "Counties", "各县矩阵"), plan("account_change.csv", "Change", "变化"),
        plan("account_change_factors.csv", "Change factors", "变化因素"),
        plan("account_geep.csv", "GEEP", "GEEP"), plan("account_indices.csv", "Indices", "指数"),
        plan("account_drivers.csv", "Drivers", "敏感性"), plan("account_rules.csv", "Rules", "规则"),
        plan("account_published.csv", "Printed figures", "公布数值"),
        plan("account_basis.csv", "Basis of comparison", "可比性依据"),
        plan("air.csv", "Air quality", "环境空气质量"),
        plan("air_changes.csv", "Air changes", "空气质量变化"),
        plan("air_rank_gaps.csv", "Rank among cities", "城市位次"),
        plan("air_dustfall.csv", "Dustfall", "降尘量"),
        plan("air_exclusions.csv", "Days left out", "沙尘剔除"), plan("statement.csv", "Statement", "收支表"),
        plan("balances.csv", "Scheme balances", "资金平衡"), plan("transfers.csv", "Transfers", "资金往来"),
        plan("in_kind.csv", "In kind", "非货币补偿"),
        plan("consolidated.csv", "Consolidated", "综合账单"),
        plan("claims.csv", "Claims", "应收应付"), plan("schemes.csv", "Schemes", "方案"),
        plan("fairness.csv", "Burdens", "各县负担"), plan("inequality.csv", "Inequality", "不均等"),
        plan("marginal_payments.csv", "Marginal payments", "边际补偿"),
        plan("payment_jumps.csv", "Jumps", "跳跃点"), plan("dead_zones.csv", "Dead zones", "无激励区间"),
        plan("fund_risk.csv", "Fund risk", "资金风险"), plan("corrections.csv", "Corrections", "更正"),
        plan("published.csv", "Published payments", "公布金额"),
        plan("scores.csv", "Scores", "评分"), plan("allocations.csv", "Allocations", "分配"),
        plan("quota.csv", "Quota", "排污权指标"), plan("quota_flows.csv", "Quota flows", "指标流向"),
        plan("prices.csv", "Prices", "价格"), plan("receptors.csv", "Receptors", "受体点"),
        plan("quota_prices.csv", "Prices in full", "价格与有效范围"),
        plan("quota_ledger.csv", "Market ledger", "市场收支"),
        plan("quota_payments.csv", "Quota payments", "指标价款"),
        plan("quota_rents.csv", "Receptor rents", "受体点租金"),
        plan("quota_sharing.csv", "Sharing", "收益分享"), plan("quota_steps.csv", "Measures", "减排措施"),
        plan("receptor_contributions.csv", "Contributions", "受体点贡献"),
        plan("receptor_means.csv", "Mean by population", "人口加权平均浓度"),
        plan("receptor_years.csv", "Receptors by year", "分气象年受体点浓度"),
        plan("quota_sensitivity.csv", "Sensitivity", "市场敏感性"), plan("quota_equity.csv", "Equity", "公平性"),
        plan("quota_rules.csv", "Rule audit", "规则审计"),
        plan("quota_commodities.csv", "Commodities", "指标种类"),
        plan("quota_curves.csv", "Cost curves", "费用曲线"),
        plan("quota_reliefs.csv", "Covering shortfall", "消除缺口"),
        plan("quota_infeasibility.csv", "Why no plan", "不可行原因"),
        plan("quota_allocations.csv", "Quota allocations", "初始分配"),
        plan("simulation_years.csv", "Years", "逐年指标"),
        plan("simulation_figures.csv", "Figures of the years", "模拟指标"),
        plan("simulation_targets.csv", "Targets", "分年目标"),
        plan("simulation_hooks.csv", "Hooks by year", "逐年参数调整"),
        plan("simulation_market.csv", "Market by year", "逐年市场"),
        plan("simulation_funds.csv", "Fund by year", "逐年资金"),
        plan("simulation_response.csv", "What counties choose", "各县选择"),
        plan("simulation_response_counties.csv", "Payoffs", "各县收益"),
        plan("simulation_response_years.csv", "Responses by year", "逐年响应"),
        plan("simulation_processes.csv", "Processes", "模拟环节"),
        plan("search_summary.csv", "Search", "标准寻优"),
        plan("search_standard.csv", "Standard found", "寻优结果"),
        plan("search_measures.csv", "What is sought", "寻优目标"),
        plan("search_constraints.csv", "Constraints", "约束条件"),
        plan("search_burdens.csv", "Burdens at the standard", "寻优下各县负担"),
        plan("pareto.csv", "Front", "帕累托前沿"),
        plan("alternatives.csv", "Alternatives", "次优备选方案"),
        plan("search.csv", "Points tried", "试算方案"),
        plan("assumptions.csv", "Assumptions", "假设"), plan("parameters.csv", "Parameters", "参数"),
        plan("layers.csv", "Raster layers", "栅格图层"), plan("labels.csv", "Names", "名称对照"),
    ]

    private static func plan(_ file: String, _ en: String, _ zh: String) -> SheetPlan {
        SheetPlan(file: file, title: LocalizedText(en: en, zh: zh))
    }
}
