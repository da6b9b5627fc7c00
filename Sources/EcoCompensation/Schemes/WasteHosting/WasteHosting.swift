import EcoAccounts
import EcoParameters
import EcoUnits

/// Who sends waste pays the region that treats it, by the tonne. Method: `WasteHosting.md`.
public struct WasteHosting: CompensationScheme {
    /// Where waste ends.
    public enum Facility: String, ParameterChoice {
        case incineration
        case landfill
        case flyAsh = "fly_ash"
        case hazardous
        case sludge
        case kitchen

        public var meaning: LocalizedText {
            switch self {
            case .incineration: LocalizedText(en: "incineration", zh: "焚烧")
            case .landfill: LocalizedText(en: "landfill", zh: "填埋")
            case .flyAsh: LocalizedText(en: "fly ash", zh: "飞灰")
            case .hazardous: LocalizedText(en: "hazardous waste", zh: "危险废物")
            case .sludge: LocalizedText(en: "sludge", zh: "污泥")
            case .kitchen: LocalizedText(en: "kitchen waste", zh: "厨余垃圾")
            }
        }
    }

    /// How the flows of a period are paid.
    enum Netting: String, ParameterChoice {
        case gross
        case net

        var meaning: LocalizedText {
            switch self {
            case .gross: LocalizedText(en: "each flow from sender to host", zh: "逐笔直接支付")
            case .net: LocalizedText(en: "each region its balance, through the fund", zh: "按净额经账户清算")
            }
        }
    }

    struct FacilityRule: Sendable {
        let facility: Facility
        /// Yuan a tonne.
        let unitPrice: Rational
        /// Part of the price that is added for tonnes over the plan.
        let surcharge: Rational
        /// The transfer station's part of the price.
        let transferStationShare: Rational?
    }

    public static let family = SchemeFamily(id: "waste_hosting", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let shipments: Table
    let facilities: [FacilityRule]
    let netting: Netting
    let surchargesAll: Bool
}

extension WasteHosting {
    enum Columns {
        static let origin = code("origin", .required, en: "region that the waste comes from", zh: "产生地代码")
        static let host = code("host", .required, en: "region that treats it", zh: "处置地代码")
        static let station = code(
            "transfer_station", .optional, en: "region of the transfer station on the way", zh: "转运站所在地代码")
        static let period = Column<String>.settlementPeriod
        static let facility = Column<String>.choice(
            "facility", Facility.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "kind of facility", zh: "设施类型"))
        static let tonnes = mass("tonnes", .required, en: "waste sent in the period", zh: "运往处置量")
        static let planned = mass(
            "planned_tonnes", .optional, en: "planned quota; no surcharge where empty", zh: "计划量，空则不加价")

        private static func code(
            _ key: String, _ presence: ColumnPresence, en: String, zh: String
        ) -> Column<String> {
            .text(key, kind: .regionCode, presence: presence, LocalizedText(en: en, zh: zh))
        }

        private static func mass(
            _ key: String, _ presence: ColumnPresence, en: String, zh: String
        ) -> Column<FixedPoint> {
            .fixedPoint(
                key, fractionDigits: 4, unit: .named("t"), range: .nonNegative, presence: presence,
                LocalizedText(en: en, zh: zh))
        }
    }

    private static let terms = FundTerms(step: "0.01 CNY", source: "no published rule states a step")
    private static let shipmentsParameter = Parameter<Table>.table(
        "shipments",
        TableDeclaration(
            id: "waste_shipments",
            meaning: LocalizedText(en: "Waste by origin, host, facility and period", zh: "固体废物跨区域处置量"),
            columns: [
                Columns.origin.declaration, Columns.host.declaration, Columns.station.declaration,
                Columns.period.declaration, Columns.facility.declaration, Columns.tonnes.declaration,
                Columns.planned.declaration, RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["origin", "host", "transfer_station", "period", "facility"]),
        LocalizedText(en: "waste sent from region to region", zh: "跨区域处置量表"))
    private static let nettingParameter = Parameter<Netting>.choice(
        "netting", default: .net, LocalizedText(en: "how the flows of a period are paid", zh: "清算方式"))
    private static let surchargesAllParameter = Parameter<Bool>.boolean(
        "surcharge_on_all", default: "false",
        LocalizedText(en: "the surcharge holds for all tonnes once the plan is exceeded", zh: "超计划后全部加价"),
        source: "no published rule states it", status: .provisional)
    private static let unitPrice = Parameter<Rational>.exactQuantity(
        "unit_price", unit: .named("CNY/t"), range: .nonNegative,
        LocalizedText(en: "money a tonne", zh: "每吨补偿标准"))
    private static let surcharge = Parameter<Rational>.exactNumber(
        "surcharge", range: .nonNegative, default: "0",
        LocalizedText(en: "part of the price that is added over the planned quota", zh: "超计划加价比例"))
    private static let stationShare = Parameter<Rational>.exactNumber(
        "transfer_station_share", range: .fraction,
        LocalizedText(en: "part of the money that goes to the transfer station's region", zh: "转运站所在地分成比例")
    ).optional

    private static let facilitiesParameter = Parameter<[FacilityRule]>.variants(
        "indicators", discriminator: "indicator",
        options: Facility.allCases.map { facility in
            VariantOption(
                id: facility.rawValue,
                group: GroupDeclaration(
                    id: facility.rawValue, title: facility.meaning,
                    meaning: LocalizedText(en: "Price of one kind of facility", zh: "一类设施的补偿标准"),
                    parameters: [
                        unitPrice.optional.declaration, surcharge.declaration, stationShare.declaration,
                    ]))
        },
        LocalizedText(en: "kinds of facilities with their prices", zh: "设施类型及补偿标准")
    ) { id, bound in
        Facility(rawValue: id).map {
            FacilityRule(
                facility: $0, unitPrice: bound[unitPrice], surcharge: bound[surcharge],
                transferStationShare: bound[stationShare])
        }
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "waste_hosting", title: LocalizedText(en: "Waste hosting", zh: "固体废物处置补偿"),
            meaning: LocalizedText(
                en: "Regions that send waste pay those that treat it, by the tonne",
                zh: "固体废物产生地按量补偿处置地"),
            parameters: SchemeScope.declarations + [
                shipmentsParameter.declaration, facilitiesParameter.declaration,
                nettingParameter.declaration, surchargesAllParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        settlement = Self.terms.rules(bound)
        shipments = bound[Self.shipmentsParameter]
        facilities = bound[Self.facilitiesParameter]
        netting = bound[Self.nettingParameter]
        surchargesAll = bound[Self.surchargesAllParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators"], &diagnostics)
        bound.checkIndicators(requiring: ["unit_price"], &diagnostics)
        terms.check(bound, &diagnostics)
    }

    // MARK: Presets

    private static let beijing = "reports on waste compensation in Beijing, from 2010 and from 2012"

    static let presets = [
        SchemePreset(
            id: "beijing_2010", title: LocalizedText(en: "Beijing, from 2010", zh: "北京市生活垃圾处置补偿（2010年）"),
            entries: ["incineration", "landfill"].flatMap { facility -> [SchemePreset.Entry] in
                [
                    .init("indicators.\(facility).unit_price", "100 CNY/t", beijing, .published),
                    .init("indicators.\(facility).transfer_station_share", "0.1", beijing, .published),
                ]
            }),
        // How the 150 yuan are split with the transfer station was not seen.
        SchemePreset(
            id: "beijing_2012", title: LocalizedText(en: "Beijing, from 2012", zh: "北京市生活垃圾处置补偿（2012年）"),
            entries: ["incineration", "landfill"].map {
                .init("indicators.\($0).unit_price", "150 CNY/t", beijing, .published)
            }),
    ]
}
