import EcoAccounts
import EcoParameters
import EcoUnits

/// The projects that one region brought to another: shared by the tax scheme and by the assessment ledger.
struct EnclaveProject: Sendable {
    let name: String
    let origin: RegionCode
    let host: RegionCode
    let period: Period
    /// Years since the start; 0 in the first.
    let age: Int
    let retainedTax: Rational
    let agreedCosts: Rational
    let valueAdded: Rational
    let row: Int
}

enum EnclaveTable {
    static let project = Column<String>.text("project", LocalizedText(en: "name of the project", zh: "项目名称"))
    static let origin = Column<String>.text(
        "origin", kind: .regionCode, LocalizedText(en: "region that brought the project", zh: "飞出地代码"))
    static let host = Column<String>.text(
        "host", kind: .regionCode, LocalizedText(en: "region where it stands", zh: "飞入地代码"))
    static let period = Column<String>.year
    static let start = Column<Int>.integer(
        "start_year", range: 1949...2100, LocalizedText(en: "first year of operation", zh: "投产年份"))
    static let tax = Column<FixedPoint>.yuan(
        "retained_tax_yuan", presence: .optional,
        LocalizedText(en: "local tax that stays in the host region", zh: "地方留存税收"))
    static let costs = Column<FixedPoint>.yuan(
        "agreed_costs_yuan", presence: .optional,
        LocalizedText(en: "costs that are taken off first by agreement", zh: "协议先行扣除的成本"))
    static let valueAdded = Column<FixedPoint>.yuan(
        "value_added_yuan", presence: .optional, LocalizedText(en: "value added of the project", zh: "项目增加值"))
    static let pollutant = Column<String>.text(
        "pollutant", kind: .identifier, presence: .optional,
        LocalizedText(en: "pollutant whose quota moves with the project", zh: "随项目调剂的污染物"))
    static let reduction = Column<FixedPoint>.fixedPoint(
        "origin_reduction_t", fractionDigits: 6, unit: .named("t"), range: .nonNegative, presence: .optional,
        LocalizedText(en: "reduction in the origin that is handed over", zh: "飞出地腾出的减排量"))
    static let use = Column<FixedPoint>.fixedPoint(
        "host_use_t", fractionDigits: 6, unit: .named("t"), range: .nonNegative, presence: .optional,
        LocalizedText(en: "emission of the project in the host", zh: "项目在飞入地的排放量"))
    static let isCredited = Column<Bool>.boolean(
        "credited_in_origin", presence: .optional,
        LocalizedText(en: "the origin counts the same reduction towards its own target", zh: "飞出地是否已计入自身减排任务")
    )
    static let attains = Column<Bool>.boolean(
        "host_attains", presence: .optional,
        LocalizedText(en: "the host meets the air-quality standard; yes where empty", zh: "飞入地是否达标，空则为是"))

    static let parameter = Parameter<Table>.table(
        "projects",
        TableDeclaration(
            id: "enclave_projects",
            meaning: LocalizedText(en: "Enclave projects by year", zh: "飞地项目分年情况"),
            columns: [
                project.declaration, origin.declaration, host.declaration, period.declaration,
                start.declaration, tax.declaration, costs.declaration, valueAdded.declaration,
                pollutant.declaration, reduction.declaration, use.declaration, isCredited.declaration,
                attains.declaration, RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["project", "year"]),
        LocalizedText(en: "enclave projects by year", zh: "飞地项目表"))

    /// - Throws: every finding: unknown counties, a project at home, a year before the start.
    static func read(_ table: Table, _ regions: RegionTable) throws(DiagnosticFailure) -> [EnclaveProject] {
        var reader = RowReader(table, regions)
        var projects: [EnclaveProject] = []
        for row in table.rows {
            guard let origin = reader.region(row, origin), let host = reader.region(row, host),
                let period = reader.period(row, period, .year),
                let start = table.optional(row, start)
            else { continue }
            if origin == host {
                reader.complain(
                    row, self.host, "same_region",
                    LocalizedText(en: "origin and host are one region", zh: "飞出地与飞入地相同"),
                    hint: LocalizedText(en: "correct one of them", zh: "请更正"))
            }
            if period.year < start {
                reader.complain(
                    row, self.start, "out_of_range",
                    LocalizedText(en: "the project starts after \(period.year)", zh: "投产年份晚于\(period.year)年"),
                    hint: LocalizedText(en: "correct the year", zh: "请更正年份"))
            }
            projects.append(
                EnclaveProject(
                    name: table.value(row, project), origin: origin, host: host, period: period,
                    age: period.year - start, retainedTax: table.number(row, tax) ?? .zero,
                    agreedCosts: table.number(row, costs) ?? .zero,
                    valueAdded: table.number(row, valueAdded) ?? .zero, row: row))
        }
        try reader.finish()
        return projects
    }
}
