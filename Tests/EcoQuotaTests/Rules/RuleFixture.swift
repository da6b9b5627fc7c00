import EcoParameters
import EcoUnits
import Testing

@testable import EcoQuota

/// A value of a scenario, written in a test.
indirect enum Value: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    case text(String)
    case list([Value])
    case block([(String, Value)])

    init(stringLiteral text: String) { self = .text(text) }
    init(arrayLiteral elements: Value...) { self = .list(elements) }
    init(dictionaryLiteral members: (String, Value)...) { self = .block(members) }

    static let place = EcoParameters.SourceLocation(file: "scenario.yaml", line: 3, column: 5)

    var node: DocumentNode {
        switch self {
        case .text(let text): DocumentNode(.scalar(.init(text)), at: Self.place)
        case .list(let elements): DocumentNode(.sequence(elements.map(\.node)), at: Self.place)
        case .block(let members):
            DocumentNode(
                .mapping(members.map { .init(key: $0, keyLocation: Self.place, value: $1.node) }),
                at: Self.place)
        }
    }
}

/// Tables of a test, in memory.
struct TableTexts: InputFiles {
    var texts: [String: String] = [:]

    func reference(
        _ name: String, at location: EcoParameters.SourceLocation, path: String
    ) throws(DiagnosticFailure) -> FileReference {
        guard texts[name] != nil else {
            throw DiagnosticFailure([Diagnostic(code: "missing_file", at: location, path: path, name)])
        }
        return FileReference(name: name, path: name, location: location)
    }

    func table(_ file: FileReference, as declaration: TableDeclaration) throws(DiagnosticFailure) -> Table {
        try TableReader.read(Array((texts[file.name] ?? "").utf8), file: file.name, as: declaration)
    }
}

/// Rules as a scenario writes them, in the order of the catalogue.
func rules(_ list: Value..., files: TableTexts = TableTexts()) throws -> [any QuotaRule] {
    let declaration = GroupDeclaration(
        id: "test", title: LocalizedText("test"), meaning: LocalizedText("test"),
        parameters: [QuotaModelParameters.rulesParameter.declaration])
    let block = Value.block([("rules", .list(list))])
    let bound = try Binder.bind(block.node, to: declaration, files: files)
    return QuotaRuleCatalogue.ordered(bound[QuotaModelParameters.rulesParameter])
}

/// Two counties in one zone, each emitting 100 t of SO2 with quota for 60. A abates at 100 yuan/t, B at 1000.
/// Together they must abate 80 t: A does it all for 8,000 yuan and sells 40 t to B.
enum TwoCounties {
    static let (a, b) = ("140121", "140222")

    static func records(project: (value: Double, maximum: Double)? = nil) -> QuotaRecords {
        var records = QuotaRecords(
            sources: [a, b].map {
                EmissionSource(region: $0, pollutant: "so2", baseline: 100, quota: 60)
            },
            measures: [(a, 100.0), (b, 1000)].map {
                AbatementMeasure(region: $0.0, pollutant: "so2", name: "scrubber", cost: $0.1, maximum: 100)
            },
            zones: [ZoneMembership(region: a, zone: "za"), ZoneMembership(region: b, zone: "zb")],
            arcs: [ZoneArc(from: "za", to: "zb"), ZoneArc(from: "zb", to: "za")], shortfallPenalty: 100_000)
        if let project {
            records.projects = [
                GrowthProject(
                    region: b, pollutant: "so2", name: "works", value: project.value, maximum: project.maximum
                )
            ]
        }
        return records
    }
}

/// A market, its proven plan and cost.
struct Solved {
    let problem: QuotaProblem
    let program: MarketProgram
    let solution: QuotaSolution
    let cost: Double

    init(_ records: QuotaRecords) throws {
        problem = try QuotaProblem(records)
        program = MarketProgram(problem)
        let found = try InteriorPointSolver().solve(program)
        let certificate = ProgramCertificate(program, found)
        #expect(certificate.verdict == .proven, "\(certificate)")
        cost = certificate.primalObjective
        solution = QuotaSolution(problem, program, found)
    }

    /// Under rules; every finding of a rule is a failure of the test.
    init(_ records: QuotaRecords, _ rules: [any QuotaRule]) throws {
        let (ruled, effects) = records.applying(rules)
        #expect(effects.flatMap(\.findings).isEmpty, "\(effects.flatMap(\.findings))")
        try self.init(ruled)
    }

    /// The account of a region, in the positions of the plan.
    func account(_ region: String, period: Int = 0) -> Int {
        problem.accounts.firstIndex { $0.region == region && $0.period == period } ?? -1
    }
}

/// Costs are compared at the tolerance that the certificate proves.
func isClose(_ value: Double, _ expected: Double, _ tolerance: Double = 2e-8) -> Bool {
    abs(value - expected) <= tolerance * max(1, abs(expected))
}
