import EcoUnits

/// Names of what schemes for land, services, waste and enclaves pay for.
enum ServiceBasis {
    static let names: [(id: String, name: LocalizedText)] =
        UnitStandard.Element.allCases.map { element in
            (
                "\(element.rawValue)_standard",
                LocalizedText(
                    en: "standard for \(element.meaning.en)", zh: "\(element.meaning.zh)生态保护补偿")
            )
        } + [
            ("waste_hosting", LocalizedText(en: "waste hosting", zh: "固体废物处置补偿")),
            ("enclave_tax", LocalizedText(en: "enclave tax share", zh: "飞地税收分成")),
            ("gep_service", LocalizedText(en: "ecosystem services", zh: "生态系统服务补偿")),
            ("damage_claim", LocalizedText(en: "ecological damage", zh: "生态环境损害赔偿")),
            ("result_fee", LocalizedText(en: "fee by result", zh: "按效付费")),
        ] + ReceptorRent.basisNames
}
