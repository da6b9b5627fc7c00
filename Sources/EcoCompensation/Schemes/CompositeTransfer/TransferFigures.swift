import EcoAccounts
import EcoParameters
import EcoUnits

/// The factors of counties and periods, read from a scheme's own table.
struct TransferFigures {
    struct Cell {
        let value: Rational
        let calculation: Calculation
    }

    private struct Key: Hashable {
        let factor: String
        let region: RegionCode
        let period: Period
    }

    private struct Place: Hashable {
        let region: RegionCode
        let period: Period
    }

    private var cells: [Key: Cell] = [:]
    private var places: [Place: SourceLocation] = [:]
    private typealias Columns = CompositeTransfer.Columns

    /// - Throws: unknown counties, malformed periods, and a factor in two units.
    init(_ table: Table, regions: RegionTable) throws(DiagnosticFailure) {
        var reader = RowReader(table, regions)
        var units: [String: Unit] = [:]
        for row in table.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let period = reader.period(row, OwnColumn.period), let unit = reader.unit(row),
                let value = table.number(row, Columns.value)
            else { continue }
            let factor = table.value(row, Columns.factor)
            if let first = units[factor], first != unit {
                reader.complain(
                    row, OwnColumn.unit, "mixed_units",
                    LocalizedText(
                        en: "\(factor) stands in \(first.symbol) above", zh: "\(factor) 前文单位为 \(first.symbol)"
                    ),
                    hint: LocalizedText(en: "write one unit for one factor", zh: "同一因素只用一种单位"))
            }
            units[factor] = units[factor] ?? unit
            let place = Place(region: region, period: period)
            places[place] = places[place] ?? table.location(row)
            cells[Key(factor: factor, region: region, period: period)] = Cell(
                value: value,
                calculation: Calculation(
                    .observation, factor, value, unit, origin: table.origin(row, Columns.value)))
        }
        try reader.finish()
    }

    var periods: [Period] { Set(places.keys.map(\.period)).sorted() }

    func regions(_ period: Period) -> [RegionCode] {
        places.keys.filter { $0.period == period }.map(\.region).sorted()
    }

    func cell(_ factor: String, _ region: RegionCode, _ period: Period) -> Cell? {
        cells[Key(factor: factor, region: region, period: period)]
    }

    func location(_ region: RegionCode, _ period: Period) -> SourceLocation? {
        places[Place(region: region, period: period)]
    }
}
