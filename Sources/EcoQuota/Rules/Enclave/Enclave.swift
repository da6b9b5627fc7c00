import EcoParameters
import EcoUnits

/// A project may be built with a host instead of at home; both share the income. Method: `Enclave.md`.
public struct Enclave: QuotaRule {
    static let projectParameter = Parameter<String>.text(
        "project", LocalizedText(en: "name of the project", zh: "项目名称"))
    static let originParameter = Parameter<String>.text(
        "origin", kind: .regionCode, LocalizedText(en: "region that sends it", zh: "飞出地"))
    static let hostsParameter = Parameter<[String]>.texts(
        "hosts", .regionCode, minimumCount: 1,
        LocalizedText(en: "regions with a park that may take it", zh: "可选飞入地（园区所在地）"))
    static let staysParameter = Parameter<Bool>.boolean(
        "may_stay", default: "true", LocalizedText(en: "whether it may also be built at home", zh: "是否可在原地建设")
    )
    static let valueShareParameter = Parameter<Double>.number(
        "origin_value_share", range: .fraction,
        LocalizedText(en: "part of the value added that the origin counts", zh: "飞出地分享增加值比例"))
    static let taxShareParameter = Parameter<Double>.number(
        "origin_tax_share", range: .fraction,
        LocalizedText(en: "part of the tax that the origin keeps", zh: "飞出地分享税收比例"))

    public static var declaration: GroupDeclaration {
        .rule(
            "enclave", LocalizedText(en: "Enclave", zh: "飞地经济"),
            LocalizedText(
                en:
                    "a project uses the quota and the air of a host; value and tax are shared in the settlement",
                zh: "项目占用飞入地指标与环境容量，产值与税收在两地间分享"),
            [
                projectParameter.declaration, originParameter.declaration, hostsParameter.declaration,
                staysParameter.declaration, valueShareParameter.declaration, taxShareParameter.declaration,
            ])
    }

    private let project: String
    private let origin: String
    private let hosts: [String]
    private let mayStay: Bool
    private let valueShare: Double
    private let taxShare: Double
    private let place: RulePlace

    public init(_ bound: BoundGroup) {
        project = bound[Self.projectParameter]
        origin = bound[Self.originParameter]
        hosts = bound[Self.hostsParameter]
        mayStay = bound[Self.staysParameter]
        valueShare = bound[Self.valueShareParameter]
        taxShare = bound[Self.taxShareParameter]
        place = RulePlace(bound)
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        guard
            let index = records.projects.firstIndex(where: { $0.name == project && $0.region == origin })
        else {
            effect.report(
                "unknown_project", place, "project", "no project '\(project)' in region \(origin)",
                "use a project of the table")
            return
        }
        let home = records.projects[index]
        for host in Set(hosts).subtracting([origin]).sorted() { add(home, at: host, &records, &effect) }
        if !mayStay { records.projects[index].maximum = 0 }
        let selection = Selection(
            regions: hosts + [origin], pollutants: [home.pollutant], sectors: [home.sector], names: [project])
        records.limits.append(
            MarketLimit(
                rule: Self.id, name: "\(project) \(origin)", [.init(.share, selection)], atMost: 1, unit: "1",
                location: place.location))
        effect.touched += 1
    }

    private func add(
        _ home: GrowthProject, at host: String, _ records: inout QuotaRecords, _ effect: inout RuleEffect
    ) {
        let own = records.sources.filter { $0.region == host && $0.pollutant == home.pollutant }
        guard let like = own.first else {
            effect.report(
                "unknown_region", place, "hosts", "region \(host) has no source of \(home.pollutant)",
                "add a row of its sources, with 0 where it emits none")
            return
        }
        for period in max(1, records.periods.count).range where !own.contains(home.sector, period) {
            records.sources.append(
                EmissionSource(
                    region: host, pollutant: home.pollutant, sector: home.sector, pool: like.pool,
                    period: period, baseline: 0, quota: 0, replacementRatio: like.replacementRatio,
                    mayBuy: like.mayBuy, release: like.release, location: place.location))
        }
        var guest = home
        guest.region = host
        guest.origin = origin
        (guest.originValueShare, guest.originTaxShare) = (valueShare, taxShare)
        records.projects.append(guest)
        let effects = records.effects.filter {
            $0.region == origin && $0.pollutant == home.pollutant && $0.sector == home.sector
                && $0.name == home.name
        }
        records.effects += effects.map {
            var moved = $0
            moved.region = host
            return moved
        }
        effect.touched += 1
    }
}

extension Int {
    fileprivate var range: Range<Int> { 0..<self }
}

extension [EmissionSource] {
    fileprivate func contains(_ sector: String, _ period: Int) -> Bool {
        contains { $0.sector == sector && $0.period == period }
    }
}
