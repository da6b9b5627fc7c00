import EcoAccounts
import EcoParameters
import EcoUnits

/// Compensation that is not money: what one party gave another, with the value that both declared. It moves
/// no cash and stands in no balance; statements show it beside the payments.
public struct InKindEntry: Hashable, Sendable {
    /// The forms that the regulation on ecological compensation names (article 2), and projects, quota and
    /// services.
    public enum Form: String, ParameterChoice {
        case project
        case pairedHelp = "paired_help"
        case industryTransfer = "industry_transfer"
        case training
        case jobs
        case sharedPark = "shared_park"
        case productPurchase = "product_purchase"
        case quota
        case service

        public var meaning: LocalizedText {
            switch self {
            case .project: LocalizedText(en: "project", zh: "项目支持")
            case .pairedHelp: LocalizedText(en: "paired help", zh: "对口协作")
            case .industryTransfer: LocalizedText(en: "transfer of industry", zh: "产业转移")
            case .training: LocalizedText(en: "training of people", zh: "人才培训")
            case .jobs: LocalizedText(en: "jobs", zh: "就业岗位")
            case .sharedPark: LocalizedText(en: "shared industrial park", zh: "共建园区")
            case .productPurchase: LocalizedText(en: "purchase of ecological products", zh: "购买生态产品和服务")
            case .quota: LocalizedText(en: "quota", zh: "指标")
            case .service: LocalizedText(en: "service", zh: "服务")
            }
        }
    }

    public let period: Period
    public let provider: Party
    public let recipient: Party
    public let form: Form
    /// What it was.
    public let subject: String
    /// In `unit`; `nil` where it was not counted.
    public let quantity: Rational?
    public let unit: String
    /// Declared by the parties; `nil` where they named none: never 0 in its place.
    public let declaredValue: Money?
    /// How the value was found, or the clause of the agreement.
    public let basis: String
}

extension InKindEntry {
    private enum Columns {
        static let period = Column<String>.settlementPeriod
        static let provider = Column<String>.text(
            "provider", LocalizedText(en: "who gave: code of a region, or a name", zh: "提供方代码或名称"))
        static let recipient = Column<String>.text(
            "recipient", LocalizedText(en: "who received: code of a region, or a name", zh: "接受方代码或名称"))
        static let form = Column<String>.choice(
            "form", Form.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "form of the compensation", zh: "补偿形式"))
        static let subject = Column<String>.text("subject", LocalizedText(en: "what it was", zh: "内容"))
        static let quantity = Column<FixedPoint>.fixedPoint(
            "quantity", fractionDigits: 6, unit: .one, range: .nonNegative, presence: .optional,
            LocalizedText(en: "how much, in the row's unit", zh: "数量"))
        static let unit = Column<String>.text(
            "unit", presence: .optional, LocalizedText(en: "unit of the quantity", zh: "单位"))
        static let value = Column<FixedPoint>.yuan(
            "declared_value_yuan", presence: .optional,
            LocalizedText(en: "value that the parties declared; empty where none", zh: "双方认定价值，空则未认定"))
        static let basis = Column<String>.text(
            "basis", presence: .optional,
            LocalizedText(en: "how the value was found, or the clause", zh: "认定依据或条款"))
    }

    static let declaration = TableDeclaration(
        id: "in_kind", meaning: LocalizedText(en: "Compensation that is not money", zh: "非货币补偿"),
        columns: [
            Columns.period.declaration, Columns.provider.declaration, Columns.recipient.declaration,
            Columns.form.declaration, Columns.subject.declaration, Columns.quantity.declaration,
            Columns.unit.declaration, Columns.value.declaration, Columns.basis.declaration,
            RegionTable.Columns.note.declaration,
        ],
        uniqueBy: ["period", "provider", "recipient", "form", "subject"])

    /// The rows, by period, provider and recipient; every unknown county and period is a finding.
    static func read(_ table: Table, _ regions: RegionTable) throws(DiagnosticFailure) -> [InKindEntry] {
        var reader = RowReader(table, regions)
        var entries: [InKindEntry] = []
        for row in table.rows {
            let provider = reader.party(row, Columns.provider)
            let recipient = reader.party(row, Columns.recipient)
            let period = reader.period(row, Columns.period)
            if let provider, provider == recipient {
                reader.complain(
                    row, Columns.recipient, "same_region",
                    LocalizedText(en: "provider and recipient are the same", zh: "提供方与接受方相同"),
                    hint: LocalizedText(en: "correct one of them", zh: "请更正"))
            }
            guard let provider, let recipient, let period,
                let form = Form(rawValue: table.value(row, Columns.form))
            else { continue }
            entries.append(
                InKindEntry(
                    period: period, provider: provider, recipient: recipient, form: form,
                    subject: table.value(row, Columns.subject), quantity: table.number(row, Columns.quantity),
                    unit: table.value(row, Columns.unit),
                    declaredValue: table.optional(row, Columns.value).map { Money(fen: $0.count) },
                    basis: table.value(row, Columns.basis)))
        }
        try reader.finish()
        return entries.sorted {
            ($0.period, $0.provider, $0.recipient, $0.subject)
                < ($1.period, $1.provider, $1.recipient, $1.subject)
        }
    }
}
