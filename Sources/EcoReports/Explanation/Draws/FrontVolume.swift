import EcoRuns
import EcoUnits

/// The part of the box between the best and the worst of each criterion that a front leaves behind it, as arithmetic.
/// Method: docs/methods/search.md.
struct FrontVolume {
    /// A side of the box of a point, in parts of the whole.
    private struct Side {
        let text: String
        let value: Double
    }

    private let criteria: [(id: String, best: String, worst: String)]
    private let members: [StoredRow]

    /// `nil` where fewer than two criteria are weighed, or no point meets the constraints.
    init?(_ run: RunRows) {
        let measures = run.rows("search_measures", ["role": "criterion"])
        let known = run.rows("search", ["feasible": "yes"]).filter { row in
            measures.allSatisfy { row.number($0["measure"]) != nil }
        }
        guard measures.count > 1, !known.isEmpty else { return nil }
        criteria = measures.map { measure in
            let id = measure["measure"]
            let values = known.map { $0[id] }.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
            let (least, largest) = (values[0], values[values.count - 1])
            return measure["better"] == "more" ? (id, largest, least) : (id, least, largest)
        }
        members = known.filter { $0["on_front"] == "yes" }
    }

    var worked: WorkedFigure {
        let isFlat = criteria.contains { $0.best == $0.worst }
        let boxes = members.map(sides).filter { $0.allSatisfy { $0.value > 0 } }
        let expression = isFlat ? (members.isEmpty ? "0" : "1") : boxes.isEmpty ? "0" : Self.volume(boxes)
        return WorkedFigure(expression: expression, remarks: remarks(isFlat: isFlat))
    }

    /// From the value to the worst, over the whole from the best to the worst.
    private func sides(_ row: StoredRow) -> [Side] {
        criteria.map { criterion in
            let worst = criterion.worst
            let (own, best) = (
                TableOrigin.bracketed(row[criterion.id]), TableOrigin.bracketed(criterion.best)
            )
            let text = "(\(worst) - \(own)) / (\(worst) - \(best))"
            return Side(text: text, value: ExpressionValue.of(text) ?? 0)
        }
    }

    /// Of the union of boxes from one corner, sliced along the last side.
    private static func volume(_ boxes: [[Side]]) -> String {
        let last = boxes[0].count - 1
        guard last > 0 else { return boxes.max { $0[0].value < $1[0].value }?[0].text ?? "0" }
        let sorted = boxes.sorted { $0[last].value > $1[last].value }
        let slices = sorted.indices.compactMap { index -> String? in
            let isLast = index + 1 == sorted.count
            let (own, next) = (sorted[index][last], isLast ? 0 : sorted[index + 1][last].value)
            guard own.value > next else { return nil }
            let height = isLast ? own.text : "(\(own.text) - \(sorted[index + 1][last].text))"
            return "\(height) * (\(volume(sorted[...index].map { Array($0.dropLast()) })))"
        }
        return slices.joined(separator: " + ")
    }

    private func remarks(isFlat: Bool) -> [LocalizedText] {
        let points = members.map { $0["point"] }
        let box = criteria.map {
            LocalizedText(
                en: "\($0.id): best \($0.best), worst \($0.worst) of the points that meet every constraint",
                zh: "\($0.id)：满足全部约束的方案中最好 \($0.best)，最差 \($0.worst)")
        }
        let rule =
            isFlat
            ? LocalizedText(
                en: "all points are the same in a criterion: 1 where there is a front",
                zh: "有一项目标各方案相同：存在前沿时取 1")
            : LocalizedText(
                en:
                    "each point of the front leaves a box behind it, its sides (worst - value) / (worst - best); their union in slices along the last criterion",
                zh: "前沿上每点形成一个盒，边长为（最差－取值）／（最差－最好）；其并集沿最后一项目标分层相加")
        return [
            LocalizedText(
                en: "front, points of search.csv: \(points.joined(separator: ", "))",
                zh: "前沿（search.csv 的方案编号）：\(points.joined(separator: "、"))")
        ] + box + [rule]
    }
}
