import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoQuota

@Suite("Files of source-receptor matrices")
struct MatrixFileTests {
    private static let regions = RegionTable(
        ["140122", "140123", "140181"].map {
            Region(code: RegionCode($0)!, name: LocalizedText($0), city: LocalizedText(""))
        })
    private static let place = SourceLocation(file: "scenario.yaml", line: 7, column: 3)
    private static let file = FileReference(name: "matrix.nc", path: "/data/matrix.nc", location: place)
    private static let needs = SourceReceptorNeeds(
        receptors: ["a", "b"], regions: ["so2": ["140122", "140123"]])

    private static func table(_ text: String, _ declaration: TableDeclaration) throws -> Table {
        try TableReader.read(Array(text.utf8), file: "table.csv", as: declaration)
    }

    private static func codes(_ body: () throws -> [SourceReceptorCoefficient]) -> [String] {
        do {
            _ = try body()
            return []
        } catch {
            return (error as? DiagnosticFailure)?.diagnostics.map(\.code) ?? ["other"]
        }
    }

    // MARK: Wide tables

    @Test func wideTable() throws {
        let wide = WideMatrixFile(file: Self.file)
        let read = { (text: String) in
            try wide.coefficients(
                Self.table(text, WideMatrixFile.table(Self.regions)), regions: Self.regions, needs: Self.needs
            )
        }
        let rows = try read("receptor,pollutant,140122,140123,140181\na,so2,0.1,0.2,9\nb,so2,0.3,0,9\n")
        // The third county emits nothing, so its column does not matter.
        #expect(rows.map(\.region) == ["140122", "140123", "140122", "140123"])
        #expect(rows.map(\.receptor) == ["a", "a", "b", "b"])
        #expect(rows.map(\.concentrationPerTonne) == [0.1, 0.2, 0.3, 0])
        #expect(rows[3].location?.line == 3)
        #expect(
            Self.codes { try read("receptor,pollutant,140122,140123,140181\na,so2,1,1,1\nx,so2,1,1,1\n") }
                .sorted() == ["missing_receptors", "unknown_receptor"])
        // A missing county, a negative and an empty entry are told by the table itself, at their places.
        for (text, line) in [
            ("receptor,pollutant,140122,140181\na,so2,1,1\n", 1),
            ("receptor,pollutant,140122,140123,140181\na,so2,1,-1,1\n", 2),
            ("receptor,pollutant,140122,140123,140181\na,so2,1,nan,1\n", 2),
            ("receptor,pollutant,140122,140123,140181\na,so2,1,,1\n", 2),
        ] {
            let failure = #expect(throws: DiagnosticFailure.self) { try read(text) }
            #expect(failure?.diagnostics.first?.location?.line == line)
        }
    }

    /// Rows that name no year are of the year of the file.
    @Test func wideTablesOfSeveralYears() throws {
        let text = "receptor,pollutant,weather,140122,140123,140181\na,so2,2018,1,2,0\nb,so2,2018,3,4,0\n"
        let read = { (text: String, year: String) in
            try WideMatrixFile(file: Self.file, weather: year).coefficients(
                Self.table(text, WideMatrixFile.table(Self.regions)), regions: Self.regions, needs: Self.needs
            )
        }
        let rows = try read(text + "a,so2,,5,6,0\nb,so2,,7,8,0\n", "2019")
        #expect(rows.map(\.weather) == ["2018", "2018", "2018", "2018", "2019", "2019", "2019", "2019"])
        #expect(rows.map(\.concentrationPerTonne) == [1, 2, 3, 4, 5, 6, 7, 8])
        // Each year has all receptors.
        #expect(Self.codes { try read(text + "a,so2,2019,5,6,0\n", "") } == ["missing_receptors"])
    }

    // MARK: Arrays

    private static let receptors = "position,receptor\n2,a\n0,b\n"
    private static let sources = "position,region,weight\n0,140122,1\n1,140122,3\n3,140123,\n"

    private static func array(
        _ order: ArrayMatrixFile.Order = .sourceReceptor, unit: SourceReceptorUnit = .perTonneYear,
        layer: Int = 0, receptors: String = receptors, sources: String = sources
    ) throws -> ArrayMatrixFile {
        ArrayMatrixFile(
            file: file, variable: "effect", pollutant: "so2", order: order, layer: layer, unit: unit,
            receptors: try table(receptors, ArrayMatrixFile.receptorsTable),
            sources: try table(sources, ArrayMatrixFile.sourcesTable))
    }

    /// Four sources by three receptors, 10 x source + receptor.
    private static let effects = (0..<4).map { source in (0..<3).map { Double(10 * source + $0) } }

    /// b stands at 0 and a at 2. The first county is a quarter of source 0 and three of source 1: 7.5 + receptor; the
    /// second is source 3.
    @Test func arrayIsAveragedByWeight() throws {
        let read = { (start: [Int], count: [Int]) in
            Array(Self.effects[start[0]][start[1]..<(start[1] + count[1])])
        }
        let rows = try Self.array().coefficients(
            shape: [4, 3], regions: Self.regions, needs: Self.needs, read: read)
        #expect(rows.map(\.receptor) == ["a", "b", "a", "b"])
        #expect(rows.map(\.region) == ["140122", "140122", "140123", "140123"])
        #expect(rows.map(\.concentrationPerTonne) == [9.5, 7.5, 32, 30])
        #expect(rows.allSatisfy { $0.location == Self.place && $0.pollutant == "so2" })
        let turned = try Self.array(.receptorSource).coefficients(
            shape: [3, 4], regions: Self.regions, needs: Self.needs
        ) { start, count in (start[0]..<(start[0] + count[0])).map { Self.effects[start[1]][$0] } }
        #expect(turned == rows)
        // InMAP: layers first, ug/s. 1 t/y = 1e12 ug / 31,556,952 s.
        let layered = try Self.array(.layerSourceReceptor, unit: .perMicrogramSecond, layer: 1).coefficients(
            shape: [2, 4, 3], regions: Self.regions, needs: Self.needs
        ) { start, _ in
            #expect(start[0] == 1)
            return Self.effects[start[1]]
        }
        for (entry, plain) in zip(layered, rows) {
            let expected = plain.concentrationPerTonne * 31_688.738506
            #expect((entry.concentrationPerTonne / expected - 1).magnitude < 1e-9)
        }
    }

    /// A matrix for each of two years, the second twice the first; the years are the slowest dimension.
    @Test func arraysOfSeveralYears() throws {
        let years = MatrixWeather(years: ["2018", "2019"])
        let array = ArrayMatrixFile(
            file: Self.file, variable: "effect", pollutant: "so2", order: .sourceReceptor,
            receptors: try Self.table(Self.receptors, ArrayMatrixFile.receptorsTable),
            sources: try Self.table(Self.sources, ArrayMatrixFile.sourcesTable), weather: years)
        let read = { (start: [Int], count: [Int]) in
            #expect(count == [1, 1, 3])
            return Self.effects[start[1]].map { Double(1 + start[0]) * $0 }
        }
        let rows = try array.coefficients(
            shape: [2, 4, 3], regions: Self.regions, needs: Self.needs, read: read)
        #expect(
            rows.map(\.weather) == [String](repeating: "2018", count: 4)
                + [String](repeating: "2019", count: 4))
        #expect(rows.map(\.concentrationPerTonne) == [9.5, 7.5, 32, 30, 19, 15, 64, 60])
        #expect(rows.map(\.receptor) == ["a", "b", "a", "b", "a", "b", "a", "b"])
        for shape in [[4, 3], [3, 4, 3], [2, 4], [2, 2, 4, 3]] {
            let codes = Self.codes {
                try array.coefficients(shape: shape, regions: Self.regions, needs: Self.needs, read: read)
            }
            #expect(codes == ["wrong_shape"], "\(shape)")
        }
    }

    @Test func wrongArraysAreTold() throws {
        let codes = { (array: ArrayMatrixFile, shape: [Int], value: Double) in
            Self.codes {
                try array.coefficients(shape: shape, regions: Self.regions, needs: Self.needs) { _, count in
                    [Double](repeating: value, count: count.reduce(1, *))
                }
            }
        }
        #expect(codes(try Self.array(), [4, 3], 1).isEmpty)
        #expect(codes(try Self.array(), [4, 3, 2], 1) == ["wrong_shape"])
        #expect(codes(try Self.array(.layerSourceReceptor, layer: 2), [2, 4, 3], 1) == ["wrong_shape"])
        #expect(codes(try Self.array(), [3, 3], 1) == ["out_of_range"])
        for value in [-1, Double.nan, .infinity] {
            #expect(codes(try Self.array(), [4, 3], value) == ["out_of_range"])
        }
        let few = try Self.array(
            receptors: "position,receptor\n0,a\n", sources: "position,region\n0,140122\n")
        #expect(Set(codes(few, [4, 3], 1)) == ["missing_receptors", "missing_regions"])
        let strange = try Self.array(
            receptors: "position,receptor\n0,a\n1,b\n2,x\n",
            sources: "position,region,weight\n0,140122,0\n1,140123,1\n2,149999,1\n")
        #expect(Set(codes(strange, [4, 3], 1)) == ["unknown_receptor", "unknown_region", "no_weight"])
    }

    // MARK: Grids

    private static let grid = GridMatrixFile(
        file: FileReference(name: "t.tif", path: "t.tif", location: place), pollutant: "so2",
        unit: .perKilotonneYear, receptors: ["b", "a"],
        regions: FileReference(name: "r.tif", path: "r.tif", location: place))

    /// 2 by 3 cells: the first county holds three, of which one has no weight, the second one.
    @Test func gridIsAveragedByWeight() throws {
        let codes = [140122, 140122, 140123, 140122, .nan, 140181]
        let bands = [[1.0, 5, 7, 99, 0, 0], [2, 4, 8, 99, 0, 0]]
        let rows = try Self.grid.coefficients(
            codes: codes, weights: [1, 3, 2, 0, 0, 0], bandCount: 2, needs: Self.needs
        ) { bands[$0] }
        #expect(rows.map(\.receptor) == ["b", "b", "a", "a"])
        // (1 + 15) / 4 = 4 and (2 + 12) / 4 = 3.5, for each kt.
        #expect(rows.map(\.concentrationPerTonne) == [0.004, 0.007, 0.0035, 0.008])
        let even = try Self.grid.coefficients(
            codes: codes, weights: nil, bandCount: 2, needs: Self.needs
        ) { bands[$0] }
        #expect(even[0].concentrationPerTonne == 0.035)
    }

    /// Bands of all receptors for the first year, then for the second.
    @Test func gridsOfSeveralYears() throws {
        let grid = GridMatrixFile(
            file: Self.grid.file, pollutant: "so2", receptors: ["b", "a"], regions: Self.grid.regions,
            weather: MatrixWeather(years: ["wet", "dry"]))
        let rows = try grid.coefficients(
            codes: [140122, 140123], weights: nil, bandCount: 4, needs: Self.needs
        ) { [Double(10 * $0), Double(10 * $0 + 1)] }
        #expect(rows.map(\.weather) == ["wet", "wet", "wet", "wet", "dry", "dry", "dry", "dry"])
        #expect(rows.map(\.receptor) == ["b", "b", "a", "a", "b", "b", "a", "a"])
        #expect(rows.map(\.concentrationPerTonne) == [0, 1, 10, 11, 20, 21, 30, 31])
        for count in [2, 3] {
            let codes = Self.codes {
                try grid.coefficients(
                    codes: [140122, 140123], weights: nil, bandCount: count, needs: Self.needs
                ) { _ in [1, 1] }
            }
            #expect(codes == ["wrong_shape"])
        }
    }

    @Test func wrongGridsAreTold() {
        let codes = { (codes: [Double], weights: [Double]?, bandCount: Int, value: Double) in
            Self.codes {
                try Self.grid.coefficients(
                    codes: codes, weights: weights, bandCount: bandCount, needs: Self.needs
                ) { _ in codes.map { _ in value } }
            }
        }
        #expect(codes([140122, 140123], nil, 2, 1).isEmpty)
        #expect(codes([140122, 140123], nil, 3, 1) == ["wrong_shape"])
        #expect(codes([140122, 140122], nil, 2, 1) == ["missing_regions"])
        #expect(codes([140122, 140123], [1, -1], 2, 1).contains("out_of_range"))
        #expect(codes([140122, 140123], [1, 0], 2, 1) == ["missing_regions"])
        #expect(codes([140122, 140123], nil, 2, .nan) == ["out_of_range"])
    }
}
