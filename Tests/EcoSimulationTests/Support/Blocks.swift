import EcoAccounts
import EcoParameters
import EcoQuota
import EcoUnits
import Testing

@testable import EcoAir
@testable import EcoSimulation

/// A block written as Swift values: dictionaries, lists and texts.
func node(_ value: Any) -> DocumentNode {
    let place = EcoParameters.SourceLocation(file: "scenario.yaml", line: 1, column: 1)
    switch value {
    case let block as [String: Any]:
        let entries = block.sorted { $0.key < $1.key }.map {
            DocumentNode.Entry(key: $0.key, keyLocation: place, value: node($0.value))
        }
        return DocumentNode(.mapping(entries), at: place)
    case let list as [Any]: return DocumentNode(.sequence(list.map(node)), at: place)
    default: return DocumentNode(.scalar(.init("\(value)")), at: place)
    }
}

struct MemoryFiles: InputFiles {
    var texts: [String: String] = [:]

    func reference(
        _ name: String, at location: EcoParameters.SourceLocation, path: String
    ) throws(DiagnosticFailure) -> FileReference {
        FileReference(name: name, path: name, location: location)
    }

    func table(
        _ file: FileReference, as declaration: TableDeclaration
    ) throws(DiagnosticFailure) -> Table {
        try TableReader.read(Array((texts[file.name] ?? "").utf8), file: file.name, as: declaration)
    }
}

func block(_ values: [String: Any], files: [String: String] = [:]) throws -> SimulationParameters {
    SimulationParameters(
        try Binder.bind(
            node(values), to: SimulationParameters.declaration, files: MemoryFiles(texts: files)))
}

func regionTable(_ codes: [String]) throws -> RegionTable {
    RegionTable(
        try codes.enumerated().map { index, code in
            Region(
                code: try #require(RegionCode(code)), name: LocalizedText(en: code, zh: code),
                city: LocalizedText(en: "T", zh: "太"), longitude: 112 + 0.1 * Double(index), latitude: 38)
        })
}

/// Days of regions made by a seed: rising in winter, some missing, sand-dust on one of them.
func randomDays(_ regions: RegionTable, year: Int, seed: UInt64, missing: Double = 0.03) throws -> RegionDays
{
    var random = SplitMix64(seed: seed)
    var days = RegionDays(year: year, regions: regions.codes)
    let scales: [DailyItem: Double] = [
        .so2: 20, .no2: 40, .co: 1.2, .o3: 110, .pm10: 100, .pm25: 60, .o3OneHour: 140,
    ]
    for region in regions.codes.indices {
        for day in 0..<days.dayCount {
            for item in DailyItem.allCases where random.uniform() >= missing {
                let winter = abs(Double(day) - 182) / 182
                let value = (scales[item] ?? 1) * (0.4 + winter + 0.8 * random.uniform())
                let digits = item == .co ? 100.0 : 10
                days[region, item, day] = Rational(
                    Int128((value * digits).rounded()), over: Int128(digits))
            }
        }
    }
    days.exclude(region: 0, item: .pm10, day: 100)
    days.exclude(region: 0, item: .pm25, day: 100)
    return days
}

extension SimulationInputs {
    /// Regions with a market of two pollutants, a matrix, and observed days.
    static func example(_ codes: [String] = ["140101", "140102", "140203"], seed: UInt64 = 5) throws
        -> SimulationInputs
    {
        let regions = try regionTable(codes.sorted())
        var inputs = SimulationInputs(regions: regions, year: 2019)
        let evaluator = AirEvaluator(standard: AirStandard(.gb3095Of2012), excludesSandDust: true)
        inputs.evaluator = evaluator
        inputs.series = ObservedSeries(
            [try randomDays(regions, year: 2019, seed: seed)], regions: regions.codes, evaluator: evaluator)
        inputs.records = exampleMarket(codes)
        return inputs
    }
}

/// A market whose numbers depend on the codes of its regions alone.
func exampleMarket(_ codes: [String]) -> QuotaRecords {
    func size(_ code: String) -> Double { 400 + Double((Int(code) ?? 0) % 97) * 10 }
    let pollutants = ["so2", "nox"]
    let sources = codes.flatMap { code in
        pollutants.map { pollutant in
            EmissionSource(
                region: code, pollutant: pollutant, sector: "industry", baseline: size(code),
                quota: 0.9 * size(code))
        }
    }
    let measures = sources.map { source in
        AbatementMeasure(
            region: source.region, pollutant: source.pollutant, sector: "industry", name: "filter",
            cost: 1000 + Double((Int(source.region) ?? 0) % 7) * 100, slope: 5, maximum: 0.6 * source.baseline
        )
    }
    let coefficients = codes.flatMap { receptor in
        codes.flatMap { region in
            pollutants.map { pollutant in
                SourceReceptorCoefficient(
                    receptor: "r\(receptor)", region: region, pollutant: pollutant,
                    concentrationPerTonne: receptor == region ? 0.01 : 0.002)
            }
        }
    }
    return QuotaRecords(
        sources: sources, measures: measures, zones: codes.map { ZoneMembership(region: $0, zone: "all") },
        receptors: codes.map { Receptor(id: "r\($0)", limit: 1000) }, coefficients: coefficients,
        shortfallPenalty: 1_000_000)
}

/// The receptors of the example, one in each region.
func receptorTable(_ codes: [String]) -> String {
    "region,receptor\n" + codes.map { "\($0),r\($0)\n" }.joined()
}

let exampleCodes = ["140101", "140102", "140203"]

/// Growth, quota, market, weather in blocks, alerts, funds and restoration over three years.
func exampleBlock(_ changes: [String: Any] = [:], codes: [String] = exampleCodes) throws
    -> SimulationParameters
{
    var values: [String: Any] = [
        "first_year": 2024, "last_year": 2026, "draws": 3, "seed": 11,
        "growth": ["rates": "rates.csv"], "quota_issue": ["annual_cut": ["so2": 0.1, "nox": 0.05]],
        "weather": ["block_days": 10, "window_days": 15, "dispersion_deviation": 1.1],
        "concentrations": ["receptors": "receptors.csv"],
        "heavy_pollution": ["levels": "levels.csv", "cuts": "cuts.csv", "grades": "grades.csv"],
        "funds": ["budget": "1000000 CNY"],
    ]
    values.merge(changes) { $1 }
    return try block(
        values,
        files: [
            "rates.csv": "region,pollutant,sector,from_year,annual_growth,status,note\n,,,,0.03,assumed,\n",
            "receptors.csv": receptorTable(codes),
            "levels.csv": "level,aqi_above,days,status,note\nyellow,110,2,assumed,\nred,130,2,assumed,\n",
            "cuts.csv":
                "sector,grade,level,cut_percent,cost_yuan_per_t,status,note\n"
                + "industry,A,yellow,0,5000,assumed,\nindustry,C,yellow,30,5000,assumed,\n"
                + "industry,A,red,10,5000,assumed,\nindustry,C,red,60,5000,assumed,\n",
            "grades.csv":
                "region,sector,grade,share,status,note\n,industry,A,0.25,assumed,\n,industry,C,0.75,assumed,\n",
        ])
}
