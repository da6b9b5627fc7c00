import EcoAccounts
import EcoParameters
import EcoUnits

/// What two accounts must share to be compared: pack, coefficients and choices, land-cover product.
///
/// Prices, tables and rasters are the figures of a year and may differ.
public struct AccountBasis: Hashable, Sendable {
    public let year: Int
    public let priceYear: Int
    /// Pack and version.
    public let rulePack: String
    /// Legend and source of the land-cover layer; empty where there is none.
    public let landCover: String
    /// Coefficients and choices by path.
    public let parameters: [String: String]

    /// Key and value, as `account_basis.csv` has them.
    public var lines: [(key: String, value: String)] {
        [
            ("year", "\(year)"), ("price_year", "\(priceYear)"), ("rule_pack", rulePack),
            ("land_cover", landCover),
        ] + parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    init(_ parameters: AccountsParameters, _ register: [RegisterEntry]) {
        year = parameters.year
        priceYear = parameters.priceLevel.year
        rulePack = parameters.rulePack.label
        let layer = parameters.layers[.landCover]
        landCover =
            layer.map { "\($0.legend?.classes.count ?? 0) classes; \($0.source ?? "unnamed product")" } ?? ""
        let zones = parameters.zoneRule == .exactFraction ? [:] : ["zone_rule": parameters.zoneRule.rawValue]
        self.parameters = Dictionary(
            register.filter { $0.kind == .coefficient && $0.path.contains("indicators.") }
                .map { ($0.path, Self.written($0.value)) }, uniquingKeysWith: { first, _ in first }
        ).merging(zones) { own, _ in own }
    }
}

extension AccountBasis {
    /// Single blanks, none at the ends: as a table gives it back.
    private static func written(_ value: String) -> String {
        value.split(separator: " ").joined(separator: " ")
    }

    enum Columns {
        static let key = Column<String>.text("key", LocalizedText(en: "what", zh: "项目"))
        static let value = Column<String>.text(
            "value", presence: .optional, LocalizedText(en: "its value", zh: "取值"))
    }

    /// The file `account_basis.csv`.
    static let declaration = TableDeclaration(
        id: "account_basis",
        meaning: LocalizedText(en: "What makes two accounts comparable", zh: "核算可比性依据"),
        columns: [Columns.key.declaration, Columns.value.declaration], uniqueBy: ["key"])

    /// Read back; a file without year or pack is refused.
    init?(_ table: Table, at location: SourceLocation, path: String, _ diagnostics: inout [Diagnostic]) {
        var lines = Dictionary(
            table.rows.map { (table.value($0, Columns.key), table.value($0, Columns.value)) },
            uniquingKeysWith: { first, _ in first })
        guard let year = lines.removeValue(forKey: "year").flatMap({ Int($0) }),
            let priceYear = lines.removeValue(forKey: "price_year").flatMap({ Int($0) }),
            let rulePack = lines.removeValue(forKey: "rule_pack")
        else {
            diagnostics.append(
                Diagnostic(
                    code: "opening_basis", at: location, path: path,
                    "the file does not say year, price year and rule pack of the opening account",
                    hint: "take account_basis.csv from the folder of that run"))
            return nil
        }
        self.year = year
        self.priceYear = priceYear
        self.rulePack = rulePack
        landCover = lines.removeValue(forKey: "land_cover") ?? ""
        parameters = lines
    }

    /// Errors and warnings where a closing account on `other` cannot be compared with this one.
    func findings(against other: AccountBasis, at location: SourceLocation, path: String) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        func refuse(_ code: String, _ message: String, _ hint: String) {
            findings.append(Diagnostic(code: code, at: location, path: path, message, hint: hint))
        }
        if year >= other.year {
            refuse(
                "opening_year", "the opening account is of \(year), the account itself of \(other.year)",
                "name an earlier account")
        }
        if rulePack != other.rulePack {
            refuse(
                "opening_pack", "the opening account follows \(rulePack), this one \(other.rulePack)",
                "run the opening year again under \(other.rulePack)")
        }
        if landCover != other.landCover {
            refuse(
                "opening_land_cover",
                "the opening account rests on another land cover: '\(landCover)', here '\(other.landCover)'",
                "a new product changes areas without anything on the ground: run the opening year on it")
        }
        return findings + warnings(against: other, at: location, path: path)
    }

    private func warnings(
        against other: AccountBasis, at location: SourceLocation, path: String
    ) -> [Diagnostic] {
        var warnings: [Diagnostic] = []
        let keys = Set(parameters.keys).union(other.parameters.keys)
        let changed = keys.filter { parameters[$0] != other.parameters[$0] }.sorted()
        if !changed.isEmpty {
            let shown = changed.prefix(5).joined(separator: ", ") + (changed.count > 5 ? ", ..." : "")
            warnings.append(
                Diagnostic(
                    .warning, code: "opening_parameters", at: location, path: path,
                    LocalizedText(
                        en: "the two accounts differ in \(changed.count) coefficients or choices: \(shown)",
                        zh: "两期核算有 \(changed.count) 项系数或方法不同：\(shown)"),
                    hint: LocalizedText(
                        en: "parameters stay frozen over a comparison: run the opening year again with these",
                        zh: "比较期内参数应保持不变：请用同一参数重算期初年")))
        }
        if other.year - year > 5 {
            warnings.append(
                Diagnostic(
                    .warning, code: "opening_five_years", at: location, path: path,
                    LocalizedText(
                        en: "\(other.year - year) years lie between the two accounts",
                        zh: "两期核算相隔 \(other.year - year) 年"),
                    hint: LocalizedText(
                        en: "parameters are meant to hold for five years: say whether they still do",
                        zh: "参数以五年为限，请说明是否仍适用")))
        }
        return warnings
    }
}
