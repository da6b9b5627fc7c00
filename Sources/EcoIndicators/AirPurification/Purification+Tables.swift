import EcoAccounts
import EcoParameters
import EcoUnits

/// The tables of emissions and uptake rates, for the pollutants of air or water.
enum PurificationTables<Pollutant: PurifiedPollutant> {
    static var pollutant: Column<String> {
        .choice(
            "pollutant", Pollutant.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "the pollutant", zh: "污染物"))
    }
    static var emission: Column<Double> {
        .quantity(
            "emission_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "emitted in the year", zh: "年排放量"))
    }
    static var ecosystem: Column<String> {
        .text(
            "ecosystem", kind: .identifier,
            LocalizedText(en: "subtype of the legend or ecosystem type", zh: "图例子类型或生态系统类型"))
    }
    static var rate: Column<Double> {
        .quantity(
            "rate_t_per_km2", unit: .named("t/km2"), range: .nonNegative,
            LocalizedText(en: "taken up in a year", zh: "单位面积年净化量"))
    }
    static var source: Column<String> {
        .text("source", LocalizedText(en: "where the rate comes from", zh: "来源"))
    }

    static func emissions(id: String, _ meaning: LocalizedText) -> TableDeclaration {
        TableDeclaration(
            id: id, meaning: meaning,
            columns: [
                RegionTable.Columns.region.declaration, pollutant.declaration, emission.declaration,
                FigureStatus.column.declaration, RegionTable.Columns.note.declaration,
            ], uniqueBy: ["region", "pollutant"])
    }

    static func uptake(id: String, _ meaning: LocalizedText) -> TableDeclaration {
        TableDeclaration(
            id: id, meaning: meaning,
            columns: [
                ecosystem.declaration, pollutant.declaration, rate.declaration,
                FigureStatus.column.declaration, source.declaration,
            ], uniqueBy: ["ecosystem", "pollutant"])
    }

    static func readEmissions(
        _ table: Table?, _ regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: [Pollutant: Emission]] {
        var emissions: [RegionCode: [Pollutant: Emission]] = [:]
        guard let table else { return emissions }
        let region = RegionTable.Columns.region
        for row in table.rows {
            guard
                let code = regions.code(
                    table.value(row, region), at: table.location(row, region), path: table.path(region),
                    &diagnostics),
                let pollutant = Pollutant(rawValue: table.value(row, pollutant))
            else { continue }
            emissions[code, default: [:]][pollutant] = Emission(
                tonnes: table.value(row, emission),
                status: FigureStatus(rawValue: table.value(row, FigureStatus.column)) ?? .provisional)
        }
        return emissions
    }

    /// The scenario's own rates over those of a shipped table.
    static func readUptake(
        _ table: Table?, over shipped: [Pollutant: [String: UptakeRate]]
    ) -> UptakeRates<Pollutant> {
        var rates = shipped
        guard let table else { return UptakeRates(rates: rates) }
        for row in table.rows {
            guard let pollutant = Pollutant(rawValue: table.value(row, pollutant)),
                let status = FigureStatus(rawValue: table.value(row, FigureStatus.column))
            else { continue }
            rates[pollutant, default: [:]][table.value(row, ecosystem)] = UptakeRate(
                tonnesPerSquareKilometre: table.value(row, rate), source: table.value(row, source),
                status: status)
        }
        return UptakeRates(rates: rates)
    }
}
