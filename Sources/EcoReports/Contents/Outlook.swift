import EcoRuns
import EcoUnits

/// What the years to come and the search of a standard say, for the first page and the terminal.
struct Outlook: Sendable {
    struct Finding: Sendable {
        let label: LocalizedText
        let value: String
        let notes: [String]
        let address: String
    }

    let findings: [Finding]
    /// What of it is proven, and what is not.
    let proofs: [LocalizedText]
    /// Constraints of the search that bind.
    let binding: [String]

    private static let shown = 3

    init(_ context: ReportContext) {
        let summary = context.table("search_summary.csv")?.rows.first { _ in true }
        findings = [
            summary.flatMap { Self.standard($0, context) }, Self.targets(context),
        ].compactMap { $0 }
        proofs = [summary.map(SearchCertainty.sentence), Self.gains(context)].compactMap { $0 }
        let constraints = context.table("search_constraints.csv")?.rows.filter { $0.boolean("binds") == true }
        binding = (constraints ?? []).prefix(Self.shown).map {
            context(OutlookText.ofTheSearch($0["title_en"], $0["title_zh"]))
        }
    }

    // MARK: Search

    private static func standard(_ summary: StoredRow, _ context: ReportContext) -> Finding? {
        guard let table = context.table("search_standard.csv"),
            let first = table.rows.first(where: { _ in true })
        else { return nil }
        let isFound = summary["found"] == "yes"
        let values = table.rows.compactMap { row in
            row.number("value").map { value in
                let unit = row["unit"].isEmpty ? "" : " " + context.unit(row["unit"])
                return context.titled(title(row), context.style.figure(value) + unit)
            }
        }
        let present = summary.number("present").map {
            context(OutlookText.asItStands(amount($0, summary, context)))
        }
        return Finding(
            label: isFound
                ? OutlookText.ofTheStandard(summary["title_en"], summary["title_zh"]) : SearchText.nearest,
            value: isFound
                ? amount(summary.number("value"), summary, context) : context(OutlookText.notFound),
            notes: values.prefix(shown) + (isFound ? [present].compactMap { $0 } : []),
            address: StoredFigure.address(of: first, in: "search_standard"))
    }

    private static func amount(_ value: Double?, _ summary: StoredRow, _ context: ReportContext) -> String {
        summary["unit"] == "CNY"
            ? context.style.amount(yuan: value)
            : SearchUnit(summary["unit"], of: summary["objective"]).written(value, context)
    }

    // MARK: Years

    /// Targets that at least half of the draws meet, and the one that fewest meet.
    private static func targets(_ context: ReportContext) -> Finding? {
        guard let table = context.table("simulation_targets.csv") else { return nil }
        let rows = table.rows.filter { $0.number("share_met") != nil }
        guard let first = rows.first else { return nil }
        func share(_ row: StoredRow) -> Double { row.number("share_met") ?? 0 }
        let met = rows.filter { share($0) >= 0.5 }.count
        let worst = rows.min { (share($0), $0.index) < (share($1), $1.index) } ?? first
        let note = context.titled(
            title(worst),
            context(OutlookText.metBy(worst["by_year"], context.style.percent(share(worst)))))
        return Finding(
            label: OutlookText.targets, value: context(ReportText.ofCounties(met, rows.count)),
            notes: share(worst) < 1 ? [note] : [],
            address: StoredFigure.address(of: worst, in: "simulation_targets"))
    }

    /// The largest gain that a county could still have by another choice.
    private static func gains(_ context: ReportContext) -> LocalizedText? {
        guard let table = context.table("simulation_response_years.csv") else { return nil }
        let gains = table.rows.compactMap { $0.number("largest_gain_yuan") }
        guard let largest = gains.max() else { return nil }
        return OutlookText.largestGain(context.style.amount(yuan: largest))
    }

    private static func title(_ row: StoredRow) -> LocalizedText {
        LocalizedText(en: row["title_en"], zh: row["title_zh"])
    }
}

/// The words of the outlook.
enum OutlookText {
    private static func both(_ en: String, _ zh: String) -> LocalizedText { LocalizedText(en: en, zh: zh) }

    static let targets = both("Targets that most draws meet", "多数抽样达标的目标")
    static let notFound = both("none meets every constraint", "没有满足全部约束的方案")

    static func ofTheStandard(_ en: String, _ zh: String) -> LocalizedText {
        both("\(en), with the standard found", "所得标准下的\(zh)")
    }
    static func asItStands(_ amount: String) -> LocalizedText {
        both("as it stands: \(amount)", "现状情景：\(amount)")
    }
    static func metBy(_ year: String, _ share: String) -> LocalizedText {
        both("by \(year) in \(share) of the draws", "\(year) 年前达标的抽样占 \(share)")
    }
    static func ofTheSearch(_ en: String, _ zh: String) -> LocalizedText {
        both("Of the search: \(en).", "寻优约束：\(zh)。")
    }
    static func largestGain(_ amount: String) -> LocalizedText {
        both(
            "Counties' choices were checked apart: by another choice a county would gain at most \(amount) a year.",
            "各县选择经独立核验：任何一县改变选择，每年最多多得 \(amount)。")
    }
}
