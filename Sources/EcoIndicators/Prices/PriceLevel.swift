import EcoParameters
import EcoUnits

/// A step of a price index: what one yuan of `year` is worth in the account's price year.
public struct PriceIndexParameters: ParameterGroup {
    static let index = Parameter<String>.text(
        "id", kind: .identifier, LocalizedText(en: "id of the index, such as construction", zh: "指数代号"))
    static let year = Parameter<Int>.integer(
        "year", range: 1950...2100, LocalizedText(en: "year from which it lifts", zh: "基期年份"))
    static let factor = Parameter<Double>.number(
        "factor", range: .positive,
        LocalizedText(en: "price level of the account's price year over that of `year`", zh: "核算价格年份与基期之比"))
    static let source = Parameter<String>.text(
        "source", LocalizedText(en: "where the index comes from", zh: "指数来源")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "price_index", title: LocalizedText(en: "price index", zh: "价格指数"),
            meaning: LocalizedText(
                en: "P = P_base x I / I_base: lifts prices of one year to the account's", zh: "将某年价格换算到核算价格年份"
            ),
            parameters: [index.declaration, year.declaration, factor.declaration, source.declaration])
    }

    public let id: String
    public let year: Int
    public let factor: Double

    public init(_ bound: BoundGroup) {
        id = bound[Self.index]
        year = bound[Self.year]
        factor = bound[Self.factor]
    }
}

/// The price level of an account and the indices that lead to it.
public struct PriceLevel: Sendable {
    /// All values are in yuan of this year.
    public let year: Int
    private let factors: [Key: Double]
    private let series: [String: PriceIndexSeries]

    private struct Key: Hashable, Sendable {
        let index: String
        let year: Int
    }

    public init(year: Int, indices: [PriceIndexParameters] = [], series: [PriceIndexSeries] = []) {
        self.year = year
        factors = Dictionary(
            indices.map { (Key(index: $0.id, year: $0.year), $0.factor) }, uniquingKeysWith: { $1 })
        self.series = Dictionary(series.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// What multiplies a price of `year`; nil with a finding where no index leads to the account's year.
    public func factor(
        from year: Int, index: String?, at location: SourceLocation?, path: String,
        _ diagnostics: inout [Diagnostic]
    ) -> Double? {
        if year == self.year { return 1 }
        if let index, let factor = factors[Key(index: index, year: year)] { return factor }
        if let index, let factor = series[index]?.factor(from: year, to: self.year) { return factor }
        diagnostics.append(
            Diagnostic(
                code: "price_year", at: location, path: path,
                "a price of \(year) stands in an account at prices of \(self.year)",
                hint: hint(year, index)))
        return nil
    }

    private func hint(_ year: Int, _ index: String?) -> String {
        guard let index else {
            return "name its index, and add the index to accounts.price_indices or accounts.price_index_table"
        }
        guard let own = series[index] else {
            return "add {id: \(index), year: \(year), factor: ...} to accounts.price_indices, or the series "
                + "'\(index)' to accounts.price_index_table"
        }
        let missing = [year, self.year].filter { own.values[$0] == nil }.map { "\($0)" }
        return "the series '\(index)' has no value of \(missing.joined(separator: " and "))"
    }

    /// The price in yuan of the account's price year.
    public func level(_ price: Price, _ diagnostics: inout [Diagnostic]) -> Double {
        let factor = factor(
            from: price.year, index: price.index, at: price.location, path: price.path, &diagnostics)
        return price.amount * (factor ?? .nan)
    }

    /// A finding where prices of one account were lifted by different indices.
    ///
    /// - Parameter register: the lines of the account; a price that is of the account's own year is not lifted.
    public func mixedIndexWarning(_ register: [RegisterEntry]) -> Diagnostic? {
        let lifted = lifted(register)
        let names = Set(lifted.map(\.index)).sorted()
        guard names.count > 1 else { return nil }
        let uses = names.map { name in
            let places = Set(lifted.filter { $0.index == name }.map(\.place)).sorted()
            return LocalizedText(
                en: "\(name) (\(places.joined(separator: ", ")))",
                zh: "\(name)（\(places.joined(separator: "、"))）")
        }
        let list = uses.list()
        return Diagnostic(
            .warning, code: "mixed_price_indices", path: "accounts.price_indices",
            LocalizedText(
                en: "prices of one account were lifted by different indices: \(list.en)",
                zh: "同一核算的价格使用了不同的价格指数：\(list.zh)"),
            hint: LocalizedText(
                en: "use one index, or explain the difference where the account is published",
                zh: "统一价格指数，或在公布核算时说明差异"))
    }

    /// Indices that took part, and the block or table in which they are named.
    private func lifted(_ register: [RegisterEntry]) -> [(index: String, place: String)] {
        let years = Dictionary(
            register.filter { $0.path.hasSuffix(".price_year") }.map { ($0.path.dropLastPart, $0.value) },
            uniquingKeysWith: { first, _ in first })
        return register.compactMap { entry in
            let isPrice = entry.path.hasSuffix(".\(Price.indexParameter.key)")
            guard isPrice || entry.path.hasSuffix(".\(Self.tableIndexKey)") else { return nil }
            let place = entry.path.dropLastPart
            if isPrice, years[place] == "\(year)" { return nil }
            return (entry.value, place.lastPart)
        }
    }

    /// The values of index series that took part, for the register (T7).
    func seriesEntries(_ register: [RegisterEntry]) -> [RegisterEntry] {
        Set(lifted(register).map(\.index)).sorted().flatMap { series[$0]?.register ?? [] }
    }

    /// Heading of the column that names the index of a row's price.
    static let tableIndexKey = "price_index"

    /// The indices that the prices of a table use, for the register.
    static func indices(of table: Table, _ column: Column<String>, path: String) -> [RegisterEntry] {
        // The name alone: where the scenario lies must not show in a run.
        let file = table.file.split(separator: "/").last.map(String.init) ?? table.file
        return Set(table.rows.compactMap { table.optional($0, column) }).sorted().map { index in
            RegisterEntry(
                path: "\(path).\(tableIndexKey)", value: index, meaning: column.declaration.meaning,
                source: file, status: ParameterStatus.choice.rawValue, isProvisional: false, kind: .price)
        }
    }
}

extension String {
    fileprivate var dropLastPart: String {
        lastIndex(of: ".").map { String(self[..<$0]) } ?? self
    }

    fileprivate var lastPart: String {
        lastIndex(of: ".").map { String(self[index(after: $0)...]) } ?? self
    }
}
