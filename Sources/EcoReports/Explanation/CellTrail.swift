import EcoParameters
import EcoRuns
import EcoUnits

/// How the quantities of a service of a county follow from what the cells of rasters added up to, class by class.
struct CellTrail: Sendable {
    private let context: ReportContext
    /// Of `account_formulas.csv`, for the service and the county.
    private let formulas: [StoredRow]
    /// Sums with their units, by class and measure.
    private let sums: [String: (text: String, unit: String)]

    /// - Throws: ``DiagnosticFailure`` where a table is damaged.
    init(_ context: ReportContext, region: String, indicator: String) throws(DiagnosticFailure) {
        self.context = context
        let run = context.run
        formulas =
            (try run.table("account_formulas.csv")?.rows).map { rows in
                rows.filter { $0["indicator"] == indicator && [region, "all"].contains($0["region"]) }
            } ?? []
        var sums: [String: (text: String, unit: String)] = [:]
        let stored = formulas.isEmpty ? nil : try run.table("account_sums.csv")
        for row in stored.map({ Array($0.rows) }) ?? []
        where row["region"] == region && [indicator, "extent"].contains(row["indicator"]) {
            sums["\(row["class"]) \(row["measure"])"] = (row["sum"], row["unit"])
        }
        self.sums = sums
    }

    /// Whether cells of rasters stand behind the service.
    var isEmpty: Bool { formulas.isEmpty }

    // MARK: Quantities

    /// The quantity of an ecosystem type.
    func formula(_ quantity: String, ofType ecosystem: String) -> Formula? {
        formula(quantity, of: formulas.filter { $0["ecosystem"] == ecosystem && $0["headline"] == "yes" })
    }

    /// The quantity of a component over all types.
    func formula(_ quantity: String, ofComponent component: String) -> Formula? {
        formula(quantity, of: formulas.filter { $0["component"] == component })
    }

    /// The sum over classes; nil where it is not the figure.
    private func formula(_ quantity: String, of rows: [StoredRow]) -> Formula? {
        let terms = rows.compactMap(filled)
        guard let figure = Double(quantity), !terms.isEmpty else { return nil }
        let expression = terms.map { terms.count == 1 ? $0 : "(\($0))" }.joined(separator: " + ")
        return ExpressionValue.gives(expression, figure)
            ? Formula(value: quantity, expression: expression) : nil
    }

    /// The formula of a class with its sums filled in; nil where the county has no such class.
    private func filled(_ row: StoredRow) -> String? {
        guard sums["\(row["class"]) area_m2"] != nil else { return nil }
        var isWhole = true
        let text = row["formula"].replacingWords(Self.isInWord) { word in
            guard word.first?.isLetter == true, !Self.functions.contains(word) else { return nil }
            if let sum = sums["\(row["class"]) \(word)"] {
                return sum.text.hasPrefix("-") ? "(\(sum.text))" : sum.text
            }
            isWhole = false
            return nil
        }
        return isWhole ? text : nil
    }

    private static let functions: Set<String> = ["min", "max", "round", "floor", "ceil"]

    private static func isInWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "."
    }

    // MARK: Classes

    /// A line for each class of a type: how its part is reckoned, and the sums that it is reckoned from.
    func classes(ofType ecosystem: String, depth: Int) -> [Explanation.Line] {
        let own = formulas.filter {
            $0["ecosystem"] == ecosystem && $0["headline"] == "yes" && sums["\($0["class"]) area_m2"] != nil
        }
        return own.map { row in
            let name = row[context.language == .zh ? "class_zh" : "class_en"]
            return .init(
                depth: depth,
                title: context(LocalizedText(en: "class \(row["class"])", zh: "\(row["class"]) 类")) + " "
                    + name,
                value: "", remarks: [row["formula"]] + measures(row))
        }
    }

    private func measures(_ row: StoredRow) -> [String] {
        var seen: Set<String> = []
        let names = row["formula"].split { !Self.isInWord($0) }.map(String.init).filter {
            seen.insert($0).inserted
        }
        return names.compactMap { name in
            sums["\(row["class"]) \(name)"].map { "\(name) = \($0.text) \(context.unit($0.unit))" }
        }
    }

    // MARK: Layers

    /// The layers that the cells are of, with their files and digests: what lies below the sums.
    func layers(_ trail: ParameterTrail, depth: Int) -> [Explanation.Line] {
        guard let ids = formulas.first?["layers"].split(separator: " ").map(String.init) else { return [] }
        let head = Explanation.Line(
            depth: depth, title: context(Self.title), value: "account_sums.csv",
            remarks: [context(Self.remark)])
        return [head]
            + ids.compactMap { id in
                guard let file = trail.parameter("accounts.layers.\(id).file") else { return nil }
                var line = trail.line(file, depth: depth + 1)
                line.remarks += digests[file["value"]].map { ["SHA-256 \($0)"] } ?? []
                return line
            }
    }

    private static let title = LocalizedText(en: "sums over cells", zh: "栅格累加值")
    private static let remark = LocalizedText(
        en:
            "density times area of each cell, added up by county and class; single cells are not kept, these layers give them again",
        zh: "逐像元强度乘以面积，按县和地类累加；不保存单个像元，可由下列图层重算")

    /// SHA-256 of the inputs by file.
    private var digests: [String: String] {
        let inputs = context.run.manifest["inputs"]?.elements ?? []
        return Dictionary(
            inputs.compactMap { input in
                guard let file = input["file"]?.stringValue, let digest = input["sha256"]?.stringValue else {
                    return nil
                }
                return (file, digest)
            }, uniquingKeysWith: { first, _ in first })
    }
}
