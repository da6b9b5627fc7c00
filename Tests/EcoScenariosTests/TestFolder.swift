import EcoAccounts
import EcoParameters
import EcoScenarios
import EcoUnits
import Foundation

/// A folder of its own for one test, removed with it.
final class TestFolder {
    let path: String

    init(_ files: KeyValuePairs<String, String> = [:]) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("eco-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try write(name, Array(text.utf8)) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let target = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: target)
    }

    func load(_ name: String = "scenario.yaml", _ overrides: [String] = []) throws -> LoadedDocument<
        MarketParameters
    > {
        try ScenarioLoader.load(MarketParameters.self, path: "\(path)/\(name)", overrides: overrides)
    }

    /// Findings as printed, the folder's own path left out.
    func findings(_ name: String = "scenario.yaml", _ overrides: [String] = []) -> [String] {
        do {
            return try load(name, overrides).warnings.map(shown)
        } catch let failure as DiagnosticFailure {
            return failure.diagnostics.map(shown)
        } catch { return ["\(error)"] }
    }

    private func shown(_ diagnostic: Diagnostic) -> String {
        diagnostic.description.replacingOccurrences(of: path + "/", with: "")
    }
}

/// A small scenario of its own, so that these tests stand apart from the modules.
struct MarketParameters: ParameterGroup {
    static let name = Parameter<String>.text(
        "name", kind: .identifier, LocalizedText(en: "name", zh: "名称"))
    static let year = Parameter<Int>.integer(
        "year", range: 1990...2100, LocalizedText(en: "year", zh: "年份"))
    static let quota = Parameter<QuotaBlock>.group("quota", LocalizedText(en: "quota", zh: "指标"))
    static let schemes = Parameter<[SchemeBlock]>.variants(
        "schemes", discriminator: "family",
        options: [VariantOption(id: "linear", group: SchemeBlock.declaration)],
        LocalizedText(en: "schemes", zh: "方案"), make: { _, bound in SchemeBlock(bound) })
    static let counties = Parameter<Table>.table(
        "counties", RegionTable.declaration, LocalizedText(en: "counties", zh: "县区")
    ).optional
    static let title = Parameter<LocalizedText>.localizedText(
        "title", LocalizedText(en: "title", zh: "标题")
    ).optional

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "market", title: LocalizedText(en: "Market", zh: "市场"),
            meaning: LocalizedText(en: "A market", zh: "市场"),
            parameters: [
                name.declaration, year.declaration, quota.declaration, schemes.declaration,
                counties.declaration,
                title.declaration,
            ])
    }

    let name: String
    let year: Int
    let quota: QuotaBlock
    let schemes: [SchemeBlock]
    let title: LocalizedText?

    init(_ bound: BoundGroup) {
        name = bound[Self.name]
        year = bound[Self.year]
        quota = bound[Self.quota]
        schemes = bound[Self.schemes]
        title = bound[Self.title]
    }
}

struct QuotaBlock: ParameterGroup {
    static let penalty = Parameter<Rational>.exactQuantity(
        "penalty", unit: .named("CNY/t"), range: .positive, LocalizedText(en: "penalty", zh: "罚金"))
    static let share = Parameter<Double>.number(
        "share", range: .fraction, default: "0.5", LocalizedText(en: "share", zh: "比例"))
    static let area = Parameter<Double>.quantity(
        "area", unit: .named("km2"), range: .positive, LocalizedText(en: "area", zh: "面积")
    ).optional
    static let caps = Parameter<[String: Double]>.quantities(
        "caps", keys: .identifier, unit: .named("t"), range: .nonNegative, LocalizedText(en: "caps", zh: "总量")
    )

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "market_quota", title: LocalizedText(en: "Quota", zh: "指标"),
            meaning: LocalizedText(en: "Quota", zh: "指标"),
            parameters: [penalty.declaration, share.declaration, area.declaration, caps.declaration])
    }

    let penalty: Rational
    let share: Double
    let area: Double?
    let caps: [String: Double]

    init(_ bound: BoundGroup) {
        penalty = bound[Self.penalty]
        share = bound[Self.share]
        area = bound[Self.area]
        caps = bound[Self.caps]
    }
}

struct SchemeBlock: ParameterGroup {
    static let id = Parameter<String>.text("id", kind: .identifier, LocalizedText(en: "id", zh: "代号"))
    static let poolShare = Parameter<Double>.number(
        "pool_share", range: .fraction, default: "0.8", LocalizedText(en: "pool", zh: "奖励比例"))
    static let note = Parameter<String>.text("note", LocalizedText(en: "note", zh: "备注")).optional

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "market_scheme", title: LocalizedText(en: "Scheme", zh: "方案"),
            meaning: LocalizedText(en: "Scheme", zh: "方案"),
            parameters: [id.declaration, poolShare.declaration, note.declaration])
    }

    let id: String
    let poolShare: Double
    let note: String?

    init(_ bound: BoundGroup) {
        id = bound[Self.id]
        poolShare = bound[Self.poolShare]
        note = bound[Self.note]
    }
}

extension MarketParameters {
    static let text = """
        name: test
        year: 2019
        quota:
          penalty: 5 万元/t
          caps: {so2: 2 kt, nox: 7 t}
        schemes:
          - family: linear
            id: shanxi
          - family: linear
            id: shandong
            pool_share: 60 %
            note: "12:30"

        """
}
