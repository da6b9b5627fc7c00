import EcoUnits

extension QuotaPrice {
    /// What the price says, in one or two sentences.
    ///
    /// - Parameter name: the name of a region code, pollutant, zone, pool or receptor.
    public func meaning(name: (String) -> LocalizedText) -> LocalizedText {
        let parts = [value(name), uniqueness, validity, comparison].compactMap { $0 }
        return LocalizedText(
            en: parts.map(\.en).joined(separator: " "), zh: parts.map(\.zh).joined())
    }

    private func value(_ name: (String) -> LocalizedText) -> LocalizedText {
        let (amount, place, what) = (price.shortText, name(self.name), name(pollutant))
        switch kind {
        case .region where (placeCharge ?? 0) > 0:
            let (quota, charge) = (Self.figure(scarcity ?? 0), Self.figure(placeCharge ?? 0))
            return LocalizedText(
                en:
                    "A tonne of \(what.en) emitted in \(place.en) costs \(amount) yuan: \(quota) for the quota and "
                    + "\(charge) for the limits of receptors.",
                zh: "\(place.zh)每排放 1 吨\(what.zh)的代价为 \(amount) 元：指标 \(quota) 元，受体点限值 \(charge) 元。")
        case .region:
            return LocalizedText(
                en: "One more tonne of \(what.en) quota in \(place.en) would save \(amount) yuan.",
                zh: "\(place.zh)每增加 1 吨\(what.zh)指标，可节省 \(amount) 元。")
        case .zone:
            return LocalizedText(
                en: "A tonne of \(what.en) quota costs \(amount) yuan in zone \(place.en).",
                zh: "\(place.zh.hasSuffix("片区") ? "" : "片区")\(place.zh)的\(what.zh)指标价格为每吨 \(amount) 元。")
        case .receptor:
            return LocalizedText(
                en: "Easing the limit at \(place.en) by 1 µg/m³ would save \(amount) yuan.",
                zh: "受体点\(place.zh)限值放宽 1 µg/m³，可节省 \(amount) 元。")
        case .reserve:
            return LocalizedText(
                en: "One more tonne in the reserve of \(what.en) would save \(amount) yuan.",
                zh: "\(what.zh)储备每增加 1 吨，可节省 \(amount) 元。")
        case .buyBack:
            return LocalizedText(
                en: "Buying back one more tonne of \(what.en) would bring \(amount) yuan.",
                zh: "\(what.zh)每多回购 1 吨，可增益 \(amount) 元。")
        }
    }

    private var uniqueness: LocalizedText? {
        guard let interval, !interval.isUnique else { return nil }
        let lower = interval.lower.shortText
        guard interval.upper.isFinite else {
            return LocalizedText(
                en: "The price is not unique: \(lower) yuan or any more.", zh: "价格不唯一：不低于 \(lower) 元。")
        }
        let upper = interval.upper.shortText
        return LocalizedText(
            en:
                "The price is not unique: anything from \(lower) to \(upper) yuan; a limit that is tightened costs "
                + "the upper, one that is eased saves the lower end.",
            zh: "价格不唯一：\(lower) 至 \(upper) 元；收紧时按上限计，放宽时按下限计。")
    }

    private var validity: LocalizedText? {
        guard let range, price > 0 else { return nil }
        let (looser, tighter) = (Self.reach(range.looser, limitUnit), Self.reach(range.tighter, limitUnit))
        return LocalizedText(
            en: "It holds for \(range.isExact ? "" : "at least ")\(looser.en) more and \(tighter.en) less.",
            zh: "\(range.isExact ? "" : "至少在")再增加\(looser.zh)、再减少\(tighter.zh)以内价格不变。")
    }

    /// What is finer than a millionth is rounding.
    private static func figure(_ amount: Double) -> String { amount < 1e-6 ? "0" : amount.shortText }

    private static func reach(_ amount: Double, _ unit: String) -> LocalizedText {
        guard amount.isFinite else { return LocalizedText(en: "any amount", zh: "任意量") }
        let text = figure(amount)
        return unit == "t"
            ? LocalizedText(en: "\(text) t", zh: " \(text) 吨")
            : LocalizedText(en: "\(text) µg/m³", zh: " \(text) µg/m³ ")
    }

    private var comparison: LocalizedText? {
        guard let benchmark, kind != .receptor, price > 0 else { return nil }
        let floor = benchmark.shortText
        return price < benchmark
            ? LocalizedText(en: "That is below the floor price of \(floor) yuan.", zh: "低于基准价 \(floor) 元。")
            : LocalizedText(en: "The floor price is \(floor) yuan.", zh: "基准价为 \(floor) 元。")
    }
}
