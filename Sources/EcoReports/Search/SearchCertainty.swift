import EcoRuns
import EcoUnits

/// How sure the outcome of a search is, in the words of the first page, the section and the terminal alike.
enum SearchCertainty {
    /// - Parameter summary: the row of `search_summary.csv`.
    static func sentence(_ summary: StoredRow) -> LocalizedText {
        let points = summary["evaluations"]
        return switch (summary["certainty"] == "exact", summary["found"] == "yes") {
        case (true, true):
            LocalizedText(
                en: "The standard found is the best of its ranges: the search was exact.",
                zh: "所得标准为取值范围内的最优：寻优为精确求解。")
        case (true, false):
            LocalizedText(
                en: "No standard of the ranges meets every constraint: the search was exact.",
                zh: "取值范围内没有满足全部约束的标准：寻优为精确求解。")
        case (false, true):
            LocalizedText(
                en:
                    "The standard is the best of \(points) points that were evaluated; that is no proof that none is better.",
                zh: "所得标准为 \(points) 个试算方案中的最好者，不证明没有更好的方案。")
        case (false, false):
            LocalizedText(
                en:
                    "None of \(points) points that were evaluated meets every constraint; that is no proof that none exists.",
                zh: "\(points) 个试算方案均未满足全部约束，但不证明可行方案不存在。")
        }
    }

    /// By what method, why it proves no more, and from how many points and draws.
    static func method(_ summary: StoredRow) -> LocalizedText {
        let method = SearchText.methods[summary["method"]] ?? LocalizedText(summary["method"])
        let reason = SearchText.reasons[summary["reason"]]
        return LocalizedText(
            en: "Method: \(method.en)\(reason.map { "; \($0.en)" } ?? ""). "
                + "\(summary["evaluations"]) points were evaluated in \(summary["draws"]) weather draws each, the same for "
                + "all (seed \(summary["seed"])), and \(summary["evaluations_for_shadows"]) more for what binds.",
            zh: "方法：\(method.zh)\(reason.map { "；\($0.zh)" } ?? "")。"
                + "共试算 \(summary["evaluations"]) 个方案，每个方案使用相同的 \(summary["draws"]) 次气象抽样"
                + "（种子 \(summary["seed"])），另用 \(summary["evaluations_for_shadows"]) 次计算约束代价。")
    }
}
