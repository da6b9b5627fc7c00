import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoQuota

/// A tree of keys and values, to be bound without a file.
indirect enum BlockNode: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral
{
    case value(String)
    case block([(String, BlockNode)])
    case list([BlockNode])

    init(stringLiteral text: String) { self = .value(text) }
    init(dictionaryLiteral entries: (String, BlockNode)...) { self = .block(entries) }
    init(arrayLiteral elements: BlockNode...) { self = .list(elements) }

    var document: DocumentNode {
        let place = EcoParameters.SourceLocation(file: "scenario.yaml", line: 1, column: 1)
        return switch self {
        case .value(let text): DocumentNode(.scalar(.init(text)), at: place)
        case .list(let elements): DocumentNode(.sequence(elements.map(\.document)), at: place)
        case .block(let entries):
            DocumentNode(
                .mapping(
                    entries.map { DocumentNode.Entry(key: $0.0, keyLocation: place, value: $0.1.document) }),
                at: place)
        }
    }

    func bound<Group: ParameterGroup>(
        to type: Group.Type, files: [String: String] = [:]
    ) throws -> Group {
        Group(try Binder.bind(document, to: type.declaration, files: TextFiles(texts: files)))
    }

    func codes<Group: ParameterGroup>(
        boundTo type: Group.Type, files: [String: String] = [:]
    ) -> [String] {
        Binder.findings(document, type.declaration, files: TextFiles(texts: files)).diagnostics.map(\.code)
    }
}

/// Files that are texts in memory.
private struct TextFiles: InputFiles {
    let texts: [String: String]

    func reference(
        _ name: String, at location: EcoParameters.SourceLocation, path: String
    ) throws(DiagnosticFailure) -> FileReference {
        FileReference(name: name, path: name, location: location)
    }

    func table(_ file: FileReference, as declaration: TableDeclaration) throws(DiagnosticFailure) -> Table {
        try TableReader.read(Array((texts[file.path] ?? "").utf8), file: file.path, as: declaration)
    }
}

@Suite("Primary allocation and screening dispersion as blocks")
struct AllocationBlockTests {
    private static let indicators = """
        region,indicator,value,status,note
        140122,gdp,3,assumed,
        140123,gdp,1,published,x

        """

    @Test func everyMethodIsBound() throws {
        let block: BlockNode = [
            "cap": ["so2": "90000 t"], "indicators": "i.csv", "largest_cut": "0.3", "applied": "by_gdp",
            "methods": [
                ["method": "historical"], ["method": "equal_percentage"],
                ["method": "equal_share", "per": "gdp", "id": "by_gdp"],
                ["method": "gini_minimal", "indicators": [["indicator": "gdp", "weight": "2"]]],
                ["method": "zero_sum_gains", "outputs": ["gdp"], "returns": "constant"],
                ["method": "entropy", "indicators": [["indicator": "gdp", "direction": "less"]]],
                ["method": "benchmark", "benchmarks": ["so2": "2 kg"]],
                ["method": "primary_auction", "reserve_price": ["so2": "18000 CNY/t"]],
            ],
        ]
        let parameters = try block.bound(
            to: QuotaAllocationParameters.self, files: ["i.csv": Self.indicators])
        #expect(
            parameters.methods.map(\.id) == [
                "historical", "equal_percentage", "by_gdp", "gini_minimal", "zero_sum_gains", "entropy",
                "benchmark", "primary_auction",
            ])
        #expect(Set(parameters.methods.map { type(of: $0).declaration.id }).count == 8)
        #expect(parameters.applied == "by_gdp" && parameters.cap == ["so2": 90_000])
        #expect(parameters.largestCut == 0.3 && parameters.largestRise == nil)
        let values = parameters.indicatorValues(RegionTable([]))
        #expect(values["gdp"] == ["140122": 3, "140123": 1])
    }

    @Test func wrongBlocksAreTold() {
        let codes = { (block: BlockNode) in
            block.codes(boundTo: QuotaAllocationParameters.self, files: ["i.csv": Self.indicators])
        }
        #expect(codes(["methods": [["method": "historical"]]]).isEmpty)
        #expect(codes(["methods": [["method": "historical"], ["method": "historical"]]]) == ["duplicate_id"])
        #expect(codes(["methods": [["method": "historical"]], "applied": "histrical"]) == ["unknown_method"])
        let weightless: BlockNode = [
            "methods": [["method": "gini_minimal", "indicators": [["indicator": "gdp", "weight": "0"]]]]
        ]
        #expect(codes(weightless) == ["no_weight"])
        #expect(!codes(["methods": []]).isEmpty)
        #expect(!codes(["methods": [["method": "historical"]], "cap": ["so2": "-3 t"]]).isEmpty)
    }

    private static let rose = """
        direction,speed_m_s,stability,frequency
        N,2,D,0.5
        S,2,D,0.25

        """

    @Test func dispersionIsBound() throws {
        let plume: BlockNode = [
            "wind_rose": "rose.csv", "heights": ["low": "10 m", "high": "0.2 km"],
            "half_life": ["so2": "1 d"],
            "contribution": ["so2": "0.3"],
        ]
        let whole = ["rose.csv": Self.rose.replacing("0.25", with: "0.5")]
        let bound = try plume.bound(to: GaussianPlume.self, files: whole)
        #expect(bound.heights == ["low": 10, "high": 200] && bound.halfLife == ["so2": 24])
        #expect(bound.contribution == ["so2": 0.3] && bound.mixingHeight == 1000 && bound.calmSpeed == 1)
        #expect(bound.smallestDistance == 1000 && bound.pointsPerRegion == 20)
        #expect(plume.codes(boundTo: GaussianPlume.self, files: ["rose.csv": Self.rose]) == ["frequencies"])
        let decay: BlockNode = ["strength": ["so2": "0.0003 ug/m3/t"], "length": "30 km"]
        #expect(try decay.bound(to: DistanceDecay.self).length == 30)
        let lame: BlockNode = ["length": "30 km", "wind_rose": "rose.csv"]
        #expect(
            Set(lame.codes(boundTo: DistanceDecay.self, files: ["rose.csv": Self.rose])) == [
                "missing_value", "frequencies",
            ])
    }
}
