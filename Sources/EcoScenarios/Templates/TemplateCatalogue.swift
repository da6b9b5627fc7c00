/// The templates that `ecocomp new` writes.
public enum TemplateCatalogue {
    public static let all: [ScenarioTemplate] = [
        AirSettlementTemplate.template, GEPAccountTemplate.template, QuotaMarketTemplate.template,
        CombinedStudyTemplate.template,
    ]

    public static func template(id: String) -> ScenarioTemplate? { all.first { $0.id == id } }
}
