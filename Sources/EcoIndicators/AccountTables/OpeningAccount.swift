import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.opening`: the account of an earlier year, as a run of this program left it.
public struct OpeningParameters: ParameterGroup {
    static let accounts = Parameter<Table>.table(
        "accounts", AccountsFile.declaration,
        LocalizedText(en: "accounts.csv of the earlier run", zh: "期初运行结果的 accounts.csv"))
    static let basis = Parameter<Table>.table(
        "basis", AccountBasis.declaration,
        LocalizedText(en: "account_basis.csv of the same run", zh: "同一运行结果的 account_basis.csv"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "opening", title: LocalizedText(en: "opening account", zh: "期初核算"),
            meaning: LocalizedText(
                en: "An earlier account, under the same pack, parameters and land-cover product",
                zh: "同一规则包、参数与土地覆盖产品下的期初核算"),
            parameters: [accounts.declaration, basis.declaration])
    }

    let accounts: Table
    let basis: Table
    let location: SourceLocation
    let path: String

    public init(_ bound: BoundGroup) {
        accounts = bound[Self.accounts]
        basis = bound[Self.basis]
        location = bound.location
        path = bound.path
    }
}

/// An earlier account, shown to be comparable with this one.
struct OpeningAccount: Sendable {
    let basis: AccountBasis
    let lookup: AccountLookup

    /// nil with findings where the two cannot be compared.
    init?(
        _ parameters: OpeningParameters, _ closing: AccountBasis, _ regions: RegionTable,
        _ diagnostics: inout [Diagnostic]
    ) {
        let basis = AccountBasis(
            parameters.basis, at: parameters.location, path: "\(parameters.path).basis", &diagnostics)
        guard let basis else { return nil }
        diagnostics += basis.findings(against: closing, at: parameters.location, path: parameters.path)
        let entries = AccountsFile.entries(parameters.accounts, regions)
        let missing = regions.codes.filter { code in !entries.contains { $0.region == code } }
        if !missing.isEmpty {
            let names = missing.map(\.description).joined(separator: ", ")
            diagnostics.append(
                Diagnostic(
                    code: "opening_region", at: parameters.location, path: "\(parameters.path).accounts",
                    "the opening account has no rows of \(names)",
                    hint: "run the opening year for the same counties"))
        }
        let years = Set(entries.map(\.year))
        if years != [basis.year] {
            let found = years.sorted().map { "\($0)" }.joined(separator: ", ")
            diagnostics.append(
                Diagnostic(
                    code: "opening_basis", at: parameters.location, path: "\(parameters.path).accounts",
                    "the opening account is of \(found), its basis of \(basis.year)",
                    hint: "take both files from one run folder"))
        }
        self.basis = basis
        let parts = entries.filter { $0.indicator.contains(".") }
        lookup = AccountLookup(entries.filter { !$0.indicator.contains(".") }, parts, regions)
    }
}

/// The file `accounts.csv` of a run, read back.
enum AccountsFile {
    enum Columns {
        static let region = RegionTable.Columns.region
        static let year = Column<Int>.integer(
            "year", range: 1950...2100, LocalizedText(en: "year of the account", zh: "核算年份"))
        static let account = Column<String>.text("account", LocalizedText(en: "account", zh: "账户"))
        static let indicator = Column<String>.text("indicator", LocalizedText(en: "service", zh: "指标"))
        static let ecosystem = Column<String>.text(
            "ecosystem", presence: .optional, LocalizedText(en: "ecosystem type", zh: "生态系统类型"))
        static let quantity = Column<Double>.quantity(
            "quantity", unit: .one, presence: .optional, LocalizedText(en: "physical quantity", zh: "实物量"))
        static let unit = Column<String>.text("unit", LocalizedText(en: "unit of the quantity", zh: "单位"))
        static let value = Column<Double>.quantity(
            "value_yuan", unit: .one, presence: .optional, LocalizedText(en: "value", zh: "价值量"))
        static let priceYear = Column<Int>.integer(
            "price_year", range: 1950...2100, presence: .optional,
            LocalizedText(en: "year of the price level", zh: "价格年份"))
        static let status = Column<String>.text("status", LocalizedText(en: "standing of the row", zh: "状态"))
        static let rulePack = Column<String>.text(
            "rule_pack", LocalizedText(en: "pack and version", zh: "规则包"))
        static let note = Column<String>.text(
            "note", presence: .optional, LocalizedText(en: "footnote", zh: "说明（英文）"))
        static let noteZh = Column<String>.text(
            "note_zh", presence: .optional, LocalizedText(en: "footnote in Chinese", zh: "说明"))
    }

    static let declaration = TableDeclaration(
        id: "opening_accounts",
        meaning: LocalizedText(en: "The account of an earlier year, as its run wrote it", zh: "期初核算表"),
        columns: [
            Columns.region.declaration, Columns.year.declaration, Columns.account.declaration,
            Columns.indicator.declaration, Columns.ecosystem.declaration, Columns.quantity.declaration,
            Columns.unit.declaration, Columns.value.declaration, Columns.priceYear.declaration,
            Columns.status.declaration, Columns.rulePack.declaration, Columns.note.declaration,
            Columns.noteZh.declaration,
        ])

    /// The rows of regions that the scenario has; others are left out.
    static func entries(_ table: Table, _ regions: RegionTable) -> [AccountEntry] {
        table.rows.compactMap { row in
            guard let region = RegionCode(table.value(row, Columns.region)), regions.contains(region),
                let account = AccountEntry.Account(rawValue: table.value(row, Columns.account)),
                let status = AccountEntry.Status(rawValue: table.value(row, Columns.status)),
                let unit = try? Unit(table.value(row, Columns.unit))
            else { return nil }
            return AccountEntry(
                region: region, year: table.optional(row, Columns.year) ?? 0, account: account,
                indicator: table.value(row, Columns.indicator),
                ecosystem: EcosystemType(rawValue: table.value(row, Columns.ecosystem)),
                quantity: table.optional(row, Columns.quantity), unit: unit,
                valueYuan: table.optional(row, Columns.value),
                priceYear: table.optional(row, Columns.priceYear), status: status,
                rulePack: table.value(row, Columns.rulePack))
        }
    }
}
