import EcoAccounts
import EcoParameters
import EcoUnits

/// Regions pay what the binding ambient limits charge for their emission, and the money goes to whom the air
/// belongs. Method: `ReceptorRent.md`.
public struct ReceptorRent: CompensationScheme {
    /// Who receives the charges.
    enum Distribution: String, ParameterChoice {
        case endowment
        case receptorRegion = "receptor_region"

        var meaning: LocalizedText {
            switch self {
            case .endowment:
                LocalizedText(
                    en: "all regions, in proportion to what their quota would add at the receptor",
                    zh: "按各地区指标对受体点的环境容量占用份额返还")
            case .receptorRegion:
                LocalizedText(en: "the region in which the receptor stands", zh: "支付给受体点所在地区")
            }
        }
    }

    public static let family = SchemeFamily(id: "receptor_rent", declaration: declaration, presets: [])

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public var inputs: Set<EvidenceSource> { charges == nil ? [.quota] : [] }
    let charges: Table?
    let distribution: Distribution
    let part: Rational
}

extension ReceptorRent {
    enum Columns {
        static let region = Column<String>.text(
            "region", kind: .regionCode, LocalizedText(en: "region that emits", zh: "排放地代码"))
        static let year = Column<String>.year
        static let receptor = Column<String>.text(
            "receptor", LocalizedText(en: "id of the receptor", zh: "受体点编号"))
        static let receptorRegion = Column<String>.text(
            "receptor_region", kind: .regionCode, presence: .optional,
            LocalizedText(en: "region in which the receptor stands", zh: "受体点所在地区代码"))
        static let charge = Column<FixedPoint>.yuan(
            "charge_yuan",
            LocalizedText(en: "price of the limit x what the emission adds there", zh: "受体点影子价格×排放贡献"))
        static let endowment = Column<FixedPoint>.yuan(
            "endowment_yuan",
            LocalizedText(en: "price of the limit x what the quota would add there", zh: "受体点影子价格×指标对应贡献"))
    }

    private static let chargesParameter = Parameter<Table>.table(
        "charges",
        TableDeclaration(
            id: "receptor_charges",
            meaning: LocalizedText(
                en: "Charges of receptors, as `quota_rents.csv` of a run", zh: "受体点收费（运行结果 quota_rents.csv）"),
            columns: [
                Columns.region.declaration, Columns.year.declaration, Columns.receptor.declaration,
                Columns.receptorRegion.declaration, Columns.charge.declaration,
                Columns.endowment.declaration,
            ], uniqueBy: ["region", "year", "receptor"]),
        LocalizedText(
            en: "charges of receptors; those of the run's quota market where absent", zh: "受体点收费表，缺省取本次市场结果")
    ).optional
    private static let distributionParameter = Parameter<Distribution>.choice(
        "distribution", default: .endowment,
        LocalizedText(en: "who receives the charges", zh: "受体点租金去向"),
        source: "no published rule; rights to ambient quality as in Montgomery (1972), JET 5:395",
        status: .provisional)
    private static let partParameter = Parameter<Rational>.exactNumber(
        "part", range: .fraction, default: "1",
        LocalizedText(en: "part of the charges that is levied", zh: "征收比例"),
        source: "no published rule", status: .provisional)
    private static let terms = FundTerms(step: "0.01 CNY", source: "no published rule states a step")

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "receptor_rent", title: LocalizedText(en: "Receptor rents", zh: "受体点租金横向补偿"),
            meaning: LocalizedText(
                en: "Regions pay for the scarce air at receptors whose limits bind, and the money goes back",
                zh: "各地区为起约束作用的受体点环境容量付费，资金用于横向补偿"),
            parameters: SchemeScope.declarations + [
                chargesParameter.declaration, distributionParameter.declaration, partParameter.declaration,
            ] + terms.declarations, rules: [check])
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: [], &diagnostics)
        terms.check(bound, &diagnostics)
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: [])
        let terms = Self.terms.rules(bound)
        // What is paid in is given out to the fen, whatever the rounding of the single claims.
        settlement = SettlementRules(
            funding: .pool(share: .one), fund: terms.fund, upperLevel: terms.upperLevel,
            carriedFund: terms.carriedFund, step: terms.step, rounding: terms.rounding,
            paymentCap: terms.paymentCap)
        charges = bound[Self.chargesParameter]
        distribution = bound[Self.distributionParameter]
        part = bound[Self.partParameter]
    }
}
