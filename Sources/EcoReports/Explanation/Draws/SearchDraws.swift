import EcoRuns
import EcoUnits

/// Statistics over the draws of a search, from `search_draws.csv`.
extension TableOrigin {
    static let drawsOfSearch = DrawsOfSearch.table

    private static func drawn(
        _ point: String, _ role: String, _ id: String, _ column: String, _ run: RunRows
    ) -> DrawnValues? {
        let rows = run.rows(drawsOfSearch, ["point": point, "role": role, "id": id]).filter {
            !$0[column].isEmpty
        }
        let lines = rows.first.map { "\($0.index + 2)-\($0.index + 1 + rows.count)" } ?? ""
        let letter = column == "value" ? "E" : "F"
        return DrawnValues(
            draws: rows.compactMap { $0.integer("draw").map(Int.init) }, texts: rows.map { $0[column] },
            place: "\(drawsOfSearch).csv:\(lines)",
            cells: letter + lines.replacing("-", with: ":\(letter)"))
    }

    /// Draws in which every point is tried.
    private static func total(_ run: RunRows) -> Int {
        run["search_summary"].first.flatMap { $0.integer("draws") }.map(Int.init) ?? 0
    }

    // MARK: Constraints

    static func shareOfDraws(_ point: String) -> Worked {
        { row, run in
            drawn(point, "constraint", row["constraint"], "margin", run)?
                .share(atMost: false, "\(DrawsOfSearch.leastMargin)", of: total(run))
        }
    }

    /// The draw that decides, by its margin.
    static let decidingDraw: Worked = { row, run in
        guard let deciding = deciding(row, run) else { return nil }
        return WorkedFigure(expression: nil, remarks: [deciding.told])
    }

    static let decidingMargin: Worked = { row, run in
        deciding(row, run).map { WorkedFigure(expression: $0.margin, remarks: [$0.told]) }
    }

    static let decidingValue: Worked = { row, run in
        guard let deciding = deciding(row, run) else { return nil }
        let value = run.first(
            drawsOfSearch,
            [
                "point": "found", "role": "constraint", "id": row["constraint"], "draw": "\(deciding.draw)",
            ])
        return value.map {
            WorkedFigure(
                expression: $0["value"], remarks: [LocalizedText("\(drawsOfSearch).csv:\($0.index + 2)")])
        }
    }

    private static func deciding(
        _ row: StoredRow, _ run: RunRows
    ) -> (draw: Int, margin: String, told: LocalizedText)? {
        guard let share = row.number("share_required"),
            let margins = drawn("found", "constraint", row["constraint"], "margin", run)
        else { return nil }
        let (count, total) = (DrawsOfSearch.required(share, of: total(run)), total(run))
        guard let place = margins.deciding(count: count) else { return nil }
        let (draw, margin) = (margins.draws[place], margins.texts[place])
        return (
            draw, margin,
            LocalizedText(
                en:
                    "\(share) of \(total) draws are \(count) draws: of the margins from the largest down the one at place \(count) decides, \(margin) in draw \(draw); \(margins.place)",
                zh:
                    "\(total) 次抽样的 \(share) 为 \(count) 次：余量由大到小的第 \(count) 个起决定作用，为第 \(draw) 次抽样的 \(margin)；\(margins.place)"
            )
        )
    }

    // MARK: Measures

    /// The mean, or the value of the draw that a share of the draws does not pass.
    static func measureOverDraws(_ point: String) -> Worked {
        { row, run in
            let column = point == "found" ? "value" : "present"
            guard let figure = row.number(column),
                let values = drawn(point, row["role"], row["measure"], "value", run)
            else { return nil }
            let mean = values.mean
            if let expression = mean.expression, ExpressionValue.givesOrCancels(expression, figure) {
                return mean
            }
            guard let place = values.texts.firstIndex(of: row[column]) else { return nil }
            let isLess = row["better"] != "more"
            let count = values.count(atMost: isLess, asIn: row[column])
            return WorkedFigure(
                expression: values.texts[place],
                remarks: [
                    LocalizedText(
                        en:
                            "the value of draw \(values.draws[place]): \(count) of \(values.draws.count) draws are as good or better; \(values.place)",
                        zh:
                            "第 \(values.draws[place]) 次抽样的值：\(values.draws.count) 次中有 \(count) 次不差于此；\(values.place)"
                    )
                ])
        }
    }
}
