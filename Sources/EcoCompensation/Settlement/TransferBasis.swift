import EcoUnits

/// The names of what transfers are made for.
public enum TransferBasis {
    /// Every basis that a scheme or its settlement writes, with its name.
    public static let names: [(id: String, name: LocalizedText)] =
        AssessedIndicator.allCases.flatMap { indicator in
            [
                (
                    "\(indicator.rawValue)_fine",
                    LocalizedText(en: "fine for \(indicator.name.en)", zh: "\(indicator.name.zh)扣缴")
                ),
                (
                    "\(indicator.rawValue)_reward",
                    LocalizedText(en: "reward for \(indicator.name.en)", zh: "\(indicator.name.zh)奖励")
                ),
            ]
        } + [
            ("air_quality_improved", LocalizedText(en: "air quality improved", zh: "空气质量改善")),
            ("air_quality_worsened", LocalizedText(en: "air quality worsened", zh: "空气质量恶化")),
            ("retained", LocalizedText(en: "retained", zh: "上级留存")),
            ("carried_forward", LocalizedText(en: "carried forward", zh: "结转")),
            ("topped_up", LocalizedText(en: "topped up", zh: "上级补足")),
            ("deferred_payment", LocalizedText(en: "payment deferred from earlier", zh: "前期顺延缴纳")),
            ("deferred_receipt", LocalizedText(en: "receipt deferred from earlier", zh: "前期顺延获得")),
        ] + transfers

    private static let transfers =
        AirBasis.names + WaterBasis.names + ServiceBasis.names + CompositeTransfer.bases + ShareSplit.bases
        + ReverseLinkage.bases

    static func name(_ id: String) -> LocalizedText {
        names.first { $0.id == id }?.name ?? LocalizedText(id)
    }
}
