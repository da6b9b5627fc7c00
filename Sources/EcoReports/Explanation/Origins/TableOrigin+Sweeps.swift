import EcoParameters
import EcoRuns
import EcoUnits

/// Tables in the folder of a sweep.
extension TableOrigin {
    static let sweeps: [TableOrigin] = [
        TableOrigin(
            table: "results", keys: ["run"],
            title: LocalizedText(en: "Runs of the sweep", zh: "扫描各次运行"),
            made: LocalizedText(
                en: "One run of the scenario with these values; the command gives all its tables.",
                zh: "以这些取值运行一次情景；下列命令给出该次运行的全部表格。"),
            commands: { row, run in [run.command(ofRow: row)] }),
        TableOrigin(
            table: "quantiles", keys: ["variant", "figure"],
            title: LocalizedText(en: "Quantiles", zh: "分位数"),
            made: LocalizedText(
                en:
                    "Mean and quantiles of the figure over the rows of results.csv that have it. A quantile lies between the two values next to its place in the order, in a straight line (type 7 of Hyndman and Fan 1996).",
                zh: "results.csv 中有该指标的各行的均值与分位数；分位数按次序位置在相邻两值间线性插值（Hyndman 与 Fan 1996 第 7 型）。"),
            reads: ["results"],
            recipes: [
                "mean": { row, run in
                    let values = run.values(ofFigure: row)
                    return values.isEmpty ? [] : ["(\(sum(values))) / \(values.count)"]
                },
                "minimum": quantile(0), "p5": quantile(0.05), "p25": quantile(0.25), "p50": quantile(0.5),
                "p75": quantile(0.75), "p95": quantile(0.95), "maximum": quantile(1),
                "interval_low": { row, run in
                    row.number("confidence").map { quantile((1 - $0) / 2)(row, run) } ?? []
                },
                "interval_high": { row, run in
                    row.number("confidence").map { quantile((1 + $0) / 2)(row, run) } ?? []
                },
            ]),
        TableOrigin(
            table: "indices", keys: ["variant", "figure", "variation", "with"],
            title: LocalizedText(en: "Sensitivity indices", zh: "敏感性指数"),
            made: LocalizedText(
                en:
                    "What part of the spread of the figure comes from the value (Sobol' 1993, Saltelli 2010), or how far it moves the figure step by step (Morris 1991), over the rows of results.csv in the order of the plan.",
                zh: "该取值对指标离散的贡献（Sobol' 1993、Saltelli 2010），或逐步变动的影响（Morris 1991），按抽样方案次序由 results.csv 各行计算。"),
            isOutcome: true),
        TableOrigin(
            table: "tornado", keys: ["variant", "figure", "variation"],
            title: LocalizedText(en: "One value at a time", zh: "单因素变动"),
            made: LocalizedText(
                en: "The figure with the value at its low end and at its high end, all else as it is.",
                zh: "仅该取值取低端与高端、其余不变时的指标。"),
            recipes: ["swing": difference("high", "low")],
            commands: { row, run in
                ["low_value", "high_value"].map {
                    run.command(variant: row["variant"], variation: row["variation"], value: row[$0])
                }
            }),
        TableOrigin(
            table: "failures", keys: ["run"],
            title: LocalizedText(en: "Runs that failed", zh: "失败运行"),
            made: LocalizedText(
                en: "What was found wrong with a run that failed.", zh: "失败运行的诊断。"),
            related: { ["results:\($0["run"])"] }),
        TableOrigin(
            table: "figures", keys: ["figure"],
            title: LocalizedText(en: "Figures of the sweep", zh: "扫描指标"),
            made: LocalizedText(en: "What a figure of the sweep is.", zh: "扫描中各指标的含义。")),
    ]

    /// Between the two values next to the place of a share in the order.
    private static func quantile(_ share: Double) -> Recipe {
        { row, run in
            let values = run.values(ofFigure: row).compactMap { text in Double(text).map { ($0, text) } }
                .sorted { $0.0 < $1.0 }.map(\.1)
            guard !values.isEmpty else { return [] }
            let place = share * Double(values.count - 1)
            let below = Int(place)
            guard below + 1 < values.count, place > Double(below) else { return [values[below]] }
            let (low, high) = (values[below], values[below + 1])
            return ["\(low) + \(place - Double(below)) * (\(high) - \(bracketed(low)))"]
        }
    }
}

extension RunRows {
    /// Values of a figure in the rows of `results.csv` of its variant, as written.
    fileprivate func values(ofFigure row: StoredRow) -> [String] {
        self["results"].filter { $0["variant"] == row["variant"] }.map { $0[row["figure"]] }
            .filter { Double($0)?.isFinite == true }
    }

    /// The run of a row of `results.csv` again.
    fileprivate func command(ofRow row: StoredRow) -> String {
        let values = (manifest["variations"]?.elements ?? []).map { variation in
            setting(variation, row[variation["name"]?.scalarText ?? ""])
        }
        return ShellWord.run(scenario, shared(variant: row["variant"]) + values)
    }

    /// A run with one value changed.
    fileprivate func command(variant: String, variation: String, value: String) -> String {
        let named = manifest["variations"]?.elements.first { $0["name"]?.scalarText == variation }
        return ShellWord.run(
            scenario, shared(variant: variant) + (named.map { [setting($0, value)] } ?? []))
    }

    /// What every run of the variant has set.
    private func shared(variant: String) -> [String] {
        let names = manifest["variants"]?.elements.map { $0.scalarText } ?? []
        let own = names.firstIndex(of: variant).flatMap { manifest["variantSettings"]?.elements[$0] }
        let texts = [manifest["settings"], own].flatMap { $0?.elements ?? [] }
        return texts.compactMap { $0.scalarText.map(ShellWord.set) }
    }

    private func setting(_ variation: JSON, _ value: String) -> String {
        let unit = variation["unit"]?.scalarText ?? ""
        return ShellWord.set(
            "\(variation["path"]?.scalarText ?? "")=\(value)" + (unit.isEmpty ? "" : " " + unit))
    }
}
