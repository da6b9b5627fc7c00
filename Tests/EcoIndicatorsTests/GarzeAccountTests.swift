import EcoAccounts
import EcoUnits
import Foundation
import Testing

@testable import EcoIndicators

/// The account of Garze Prefecture for 2010 as printed (Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362),
/// in 亿 yuan: it balances by row and by column to 7545.59.
struct GarzeAccountTests {
    private static let columns = [
        "forest", "shrub", "grass", "wetland", "farmland", "town", "glacier", "bare",
    ]
    private static let rows: [(name: String, cells: [String], total: String)] = [
        ("products", ["2.38", "", "22.07", "595.90", "12.29", "", "", ""], "632.64"),
        (
            "water", ["616.93", "617.09", "993.56", "33.56", "2.59", "0.10", "0.14", "5.74"], "2269.71"
        ),
        ("soil", ["145.21", "97.74", "143.71", "1.30", "3.32", "0.07", "4.34", "3.91"], "399.60"),
        ("sand", ["0.23", "0.34", "1.49", "0.06", "0.02", "0.001", "0.002", "0.14"], "2.28"),
        ("flood", ["", "", "", "59.56", "", "", "", ""], "59.56"),
        ("air", ["0.01", "0.01", "0.01", "", "", "", "", ""], "0.03"),
        ("water quality", ["", "", "", "0.04", "", "", "", ""], "0.04"),
        (
            "carbon and oxygen", ["722.30", "450.03", "684.67", "29.91", "24.07", "0.83", "1.12", "26.34"],
            "1939.27"
        ),
        ("climate", ["666.68", "309.16", "507.68", "674.34", "", "", "", ""], "2157.86"),
        ("pest", ["5.93", "", "8.00", "", "", "", "", ""], "13.93"),
        ("recreation", ["16.33", "16.51", "36.37", "1.46", "", "", "", ""], "70.67"),
    ]
    private static let typeTotals = [
        "2176.00", "1490.88", "2397.56", "1396.13", "42.29", "1.00", "5.60", "36.13",
    ]

    private func figure(_ text: String) throws -> PrintedFigure { try #require(PrintedFigure(text)) }

    @Test func theMatrixBalancesByRowAndColumn() throws {
        let matrix = PrintedMatrix(
            rows: Self.rows.map(\.name), columns: Self.columns,
            cells: Self.rows.map { $0.cells.map { PrintedFigure($0) } },
            rowTotals: try Self.rows.map { try figure($0.total) },
            columnTotals: try Self.typeTotals.map(figure), total: try figure("7545.59"))
        let comparisons = matrix.comparisons
        #expect(comparisons.count == 11 + 8 + 2)
        for (name, comparison) in comparisons {
            #expect(comparison.agrees, "\(name): \(comparison.difference) of \(comparison.tolerance)")
        }
        // Columns to the digit, and both margins to 7545.59.
        for (name, comparison) in comparisons.dropFirst(11).prefix(8) {
            #expect(abs(comparison.difference) < 0.0051, "\(name)")
        }
        #expect(comparisons.suffix(2).allSatisfy { abs($0.comparison.difference) < 0.005 })
    }

    @Test func aSlipInOneCellIsFoundInItsRowAndItsColumn() throws {
        var cells = Self.rows.map { $0.cells.map { PrintedFigure($0) } }
        cells[1][2] = PrintedFigure("939.56")
        let matrix = PrintedMatrix(
            rows: Self.rows.map(\.name), columns: Self.columns, cells: cells,
            rowTotals: try Self.rows.map { try figure($0.total) },
            columnTotals: try Self.typeTotals.map(figure), total: try figure("7545.59"))
        let wrong = matrix.comparisons.filter { !$0.comparison.agrees }.map(\.name)
        #expect(wrong == ["water", "grass"])
    }

    /// The parts of provisioning and regulating services, each with its own digits.
    @Test func servicesAddUp() throws {
        func agrees(_ parts: [String], _ total: String) throws -> Bool {
            PrintedComparison(try figure(total), .sum(try parts.map(figure))).agrees
        }
        let products = [
            "12.2875", "2.3777", "22.0760", "0.0356", "3.54", "540.6113", "1.2117", "50.5090",
        ]
        #expect(try agrees(products, "632.64"))
        let regulating = [
            "2269.7074", "156.2555", "125.8199", "117.5226", "2.2835", "17.1430", "0.0684", "42.3436",
            "0.0136",
            "0.0175", "0.0014", "0.0380", "0.0055", "117.3548", "1821.9182", "1483.5208", "674.3433",
            "5.9250",
            "8.0003",
        ]
        #expect(try agrees(regulating, "6842.28"))
        // V-09
        #expect(try agrees(["632.64", "6842.28", "70.67"], "7545.59"))
        // V-04
        #expect(try agrees(["156.2555", "125.8199", "117.5226"], "399.60"))
        // Extent
        let areas = [
            "31920.60", "32283.46", "71113.87", "2864.27", "1707.87", "74.53", "1259.91", "8463.19",
        ]
        // The printed areas add up to 149687.70 to the digit.
        #expect(try agrees(areas, "149687.70"))
    }

    /// The same account through the engine's own tables: every printed part as a row, T3 to T5 from them.
    @Test func theTablesReproduceTheTotal() throws {
        let region = try #require(RegionCode("513300"))
        func row(
            _ account: AccountEntry.Account, _ id: String, _ yuan: Double, _ type: EcosystemType? = nil
        ) -> AccountEntry {
            AccountEntry(
                region: region, year: 2010, account: account, indicator: id, ecosystem: type, quantity: nil,
                unit: .named("CNY"), valueYuan: yuan * 1e8, priceYear: 2010, status: .ok, rulePack: "")
        }
        let types: [EcosystemType] = [
            .forest, .shrubland, .grassland, .wetland, .cropland, .urban, .other, .bare,
        ]
        var entries: [AccountEntry] = []
        for (name, cells, _) in Self.rows {
            let account: AccountEntry.Account =
                name == "products" ? .provisioning : name == "recreation" ? .cultural : .regulating
            let values = cells.map { Double($0) ?? 0 }
            for (type, value) in zip(types, values) { entries.append(row(account, name, value, type)) }
            entries.append(row(account, name, values.reduce(0, +)))
        }
        entries.append(row(.total, "gep", 7545.59))
        let table = RegionTable([
            Region(
                code: region, name: LocalizedText("Garze"), city: LocalizedText(""),
                areaSquareKilometres: 152_600, population: 1_060_000)
        ])
        let lookup = AccountLookup(entries, [], table)
        let sums = try #require(lookup.matrix.first { $0.indicator == nil })
        #expect(abs((sums.total ?? 0) / 1e8 - 7545.59) <= 0.06)
        for (type, printed) in zip(types, Self.typeTotals) {
            let index = try #require(EcosystemType.allCases.firstIndex(of: type))
            let value = (sums.byEcosystem[index] ?? 0) / 1e8
            #expect(abs(value - (Double(printed) ?? 0)) <= 0.05, "\(type)")
        }
        let matrix = try #require(lookup.regionMatrix(total: "gep").first)
        #expect(abs((matrix.regulating ?? 0) / 1e8 - 6842.28) <= 0.06)
        // Printed 71.18 万 yuan a head; 1.06 million people are rounded themselves.
        #expect(abs((matrix.totalPerHead ?? 0) / 1e4 - 71.18) <= 71.18 * 0.005 / 1.06)
    }
}
