import EcoParameters
import EcoRuns
import EcoUnits

/// A figure in the draws that gave one, and how means, quantiles and shares follow from it.
struct DrawnValues: Sendable {
    /// Numbers of the draws, from 1.
    let draws: [Int]
    let texts: [String]
    private let numbers: [Double]
    /// Such as `simulation_draws.csv:2-21`.
    let place: String
    /// Such as `E2:E21`; nil where they stand in no one column.
    let cells: String?
    /// What the values are, where they are not those of the rows.
    var note: [LocalizedText] = []

    /// More values than so many are told by their sum or number.
    private static let most = 40
    /// Draws that are named.
    private static let named = 8

    /// `nil` where there are none.
    init?(draws: [Int], texts: [String], place: String, cells: String? = nil) {
        let numbers = texts.compactMap(Double.init)
        guard !numbers.isEmpty, numbers.count == texts.count else { return nil }
        (self.draws, self.texts, self.numbers, self.place, self.cells) = (draws, texts, numbers, place, cells)
    }

    init?(_ column: StoredDraws.Column?) {
        guard let column else { return nil }
        let lines = "\(column.firstLine)-\(column.firstLine + column.values.count - 1)"
        self.init(
            draws: column.draws, texts: column.values, place: "\(StoredDraws.file):\(lines)",
            cells: "E" + lines.replacing("-", with: ":E"))
    }

    private func inSpreadsheet(_ formula: (String) -> String) -> [LocalizedText] {
        cells.map { cells in
            let text = formula(cells)
            return [LocalizedText(en: "in a spreadsheet: \(text)", zh: "电子表格公式：\(text)")]
        } ?? []
    }

    // MARK: Mean

    /// The sum in the order of the draws, in 64-bit floating point, over their number.
    var mean: WorkedFigure {
        let sum = TableOrigin.bracketed(NumberText.shortest(numbers.reduce(0, +)))
        let isShort = numbers.count <= Self.most
        let terms = TableOrigin.sum(texts)
        let told = LocalizedText(
            en: "\(numbers.count) draws, \(place), added in their order in 64-bit floating point",
            zh: "\(numbers.count) 次抽样（\(place)），按次序以 64 位浮点相加")
        return WorkedFigure(
            expression: "\(isShort ? "(\(terms))" : sum) / \(numbers.count)",
            remarks: note + [told] + inSpreadsheet { "AVERAGE(\($0))" })
    }

    // MARK: Quantile

    /// Type 7 of Hyndman and Fan 1996, doi:10.2307/2684934.
    func quantile(_ share: Double) -> WorkedFigure {
        let order = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
        let position = share * Double(order.count - 1)
        let below = Int(position)
        let low = texts[order[below]]
        let method = LocalizedText(
            en:
                "quantile of type 7 (Hyndman and Fan 1996): place \(share) * (\(order.count) - 1) = \(position) in the order of \(place), the least at place 0",
            zh:
                "第 7 类分位数（Hyndman 和 Fan 1996）：\(place) 升序位置 \(share) * (\(order.count) - 1) = \(position)，最小值位置为 0"
        )
        let places = [below, below + 1].filter { $0 < order.count }
        let neighbours = places.map { place in
            LocalizedText(
                en: "place \(place): \(texts[order[place]]), draw \(draws[order[place]])",
                zh: "位置 \(place)：\(texts[order[place]])（第 \(draws[order[place]]) 次抽样）")
        }
        let remarks = note + [method] + neighbours + inSpreadsheet { "PERCENTILE.INC(\($0), \(share))" }
        guard below + 1 < order.count else { return WorkedFigure(expression: low, remarks: remarks) }
        let high = texts[order[below + 1]]
        let part = "(\(share) * (\(order.count) - 1) - \(below))"
        return WorkedFigure(
            expression: "\(low) + \(part) * (\(high) - \(TableOrigin.bracketed(low)))", remarks: remarks)
    }

    // MARK: Share

    /// - Parameters:
    ///   - aim: as it is written.
    ///   - total: draws that are counted; those without a value miss the aim.
    func share(atMost: Bool, _ aim: String, of total: Int) -> WorkedFigure? {
        guard let end = Double(aim) else { return nil }
        let misses = numbers.indices.filter { atMost ? !(numbers[$0] <= end) : !(numbers[$0] >= end) }
        let met = numbers.count - misses.count
        let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
        let (least, largest) = (order[0], order[order.count - 1])
        let bounds =
            atMost
            ? [numbers[least] < end ? texts[least] : aim, aim]
            : [aim, numbers[largest] > end ? texts[largest] : aim]
        let isShort = numbers.count <= Self.most
        let counted = isShort ? "count(\((bounds + texts).joined(separator: ", ")))" : "\(met)"
        let sign = atMost ? "<=" : ">="
        return WorkedFigure(
            expression: "\(counted) / \(total)",
            remarks: note + [
                LocalizedText(
                    en: "\(met) of \(total) draws are \(sign) \(aim), \(place)",
                    zh: "\(total) 次抽样中有 \(met) 次 \(sign) \(aim)（\(place)）")
            ] + missing(misses, total) + inSpreadsheet { "COUNTIF(\($0), \"\(sign)\(aim)\") / \(total)" })
    }

    /// Which draws miss, the first few.
    private func missing(_ misses: [Int], _ total: Int) -> [LocalizedText] {
        let names = misses.prefix(Self.named).map { "\(draws[$0])" }
        let more = misses.count - names.count
        var told: [LocalizedText] = []
        if !names.isEmpty {
            told.append(
                LocalizedText(
                    en: "missed in the draws \(names.joined(separator: ", "))"
                        + (more > 0 ? " and \(more) more" : ""),
                    zh: "未达标的抽样：\(names.joined(separator: "、"))" + (more > 0 ? "，另有 \(more) 次" : "")))
        }
        let silent = total - numbers.count
        if silent > 0 {
            told.append(
                LocalizedText(
                    en: "\(silent) draws gave no value and count as missing it",
                    zh: "\(silent) 次抽样无取值，计为未达标"))
        }
        return told
    }

    // MARK: Deciding draw

    /// Position of the draw that decides where at least a share of the draws is to have a margin of at least 0: the
    /// `count`-th from the largest; of equal ones the first. `nil` where none has to.
    func deciding(count: Int) -> Int? {
        guard count > 0, count <= numbers.count else { return nil }
        let order = numbers.indices.sorted { (-numbers[$0], $0) < (-numbers[$1], $1) }
        return order[count - 1]
    }

    /// In how many draws the value is at most, or at least, that of a draw.
    func count(atMost: Bool, asIn text: String) -> Int {
        guard let own = Double(text) else { return 0 }
        return numbers.count { atMost ? $0 <= own : $0 >= own }
    }
}
