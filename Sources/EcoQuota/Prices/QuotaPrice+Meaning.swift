import EcoUnits

extension QuotaPrice {
    /// What the price says, in one or two sentences.
    ///
    /// - Parameters:
    ///   - period: the name of its period; nil where the market has one.
    ///   - name: the name of a region code, pollutant, zone, pool or receptor.
    public func meaning(period: String? = nil, name: (String) -> LocalizedText) -> LocalizedText {
        let parts = [value(name), uniqueness, validity, comparison].compactMap { $0 }
        let heads = period.map { LocalizedText(en: "\($0): ", zh: "\($0)：") } ?? .empty
        return LocalizedText(
            en: heads.en + parts.map(\.en).joined(separator: " "),
            zh: heads.zh + parts.map(\.zh).joined())
    }

    private func value(_ name: (String) -> LocalizedText) -> LocalizedText {
        let (amount, place, what) = (Self.figure(price), name(self.name), goods(name))
        let (one, more) = (unitWord("A tonne", "1 "), unitWord("tonne", ""))
        switch kind {
        case .region where (placeCharge ?? 0) > 0:
            let (quota, charge) = (Self.figure(scarcity ?? 0), Self.figure(placeCharge ?? 0))
            return LocalizedText(
                en:
                    "\(one.en) of \(what.en) emitted in \(place.en) costs \(amount) yuan: \(quota) for the quota and "
                    + "\(charge) for the limits of receptors.",
                zh: "\(place.zh)每排放 1 \(one.zh)\(what.zh)的代价为 \(amount) 元：指标 \(quota) 元，受体点限值 \(charge) 元。")
        case .region:
            return LocalizedText(
                en: "One more \(more.en) of \(what.en) quota in \(place.en) would save \(amount) yuan.",
                zh: "\(place.zh)每增加 1 \(one.zh)\(what.zh)指标，可节省 \(amount) 元。")
        case .zone:
            return LocalizedText(
                en: "\(one.en) of \(what.en) quota costs \(amount) yuan in zone \(place.en).",
                zh:
                    "\(place.zh.hasSuffix("区") ? "" : "片区")\(place.zh)的\(what.zh)指标价格为每\(limitUnit == "t" ? "" : " ")\(one.zh) \(amount) 元。"
            )
        case .receptor:
            return LocalizedText(
                en: "At the margin the limit at \(place.en) costs \(amount) yuan for each µg/m³.",
                zh: "受体点\(place.zh)限值的边际代价为每 µg/m³ \(amount) 元。")
        case .reserve:
            return LocalizedText(
                en: "One more \(more.en) in the reserve of \(what.en) would save \(amount) yuan.",
                zh: "\(what.zh)储备每增加 1 \(one.zh)，可节省 \(amount) 元。")
        case .buyBack:
            return LocalizedText(
                en: "Buying back one more \(more.en) of \(what.en) would bring \(amount) yuan.",
                zh: "\(what.zh)每多回购 1 \(one.zh)，可增益 \(amount) 元。")
        }
    }

    /// The unit of the quota as a word: tonnes, or what the commodity counts in.
    private func unitWord(_ tonne: String, _ before: String) -> LocalizedText {
        limitUnit == "t"
            ? LocalizedText(en: tonne, zh: "吨") : LocalizedText(en: before + limitUnit, zh: limitUnit)
    }

    private var uniqueness: LocalizedText? {
        guard let interval, !interval.isUnique else { return nil }
        let lower = Self.figure(interval.lower)
        guard interval.upper.isFinite else {
            return LocalizedText(
                en: "The price is not unique: \(lower) yuan or any more.", zh: "价格不唯一：不低于 \(lower) 元。")
        }
        let upper = Self.figure(interval.upper)
        return LocalizedText(
            en:
                "The price is not unique: anything from \(lower) to \(upper) yuan; a limit that is tightened costs "
                + "the upper, one that is eased saves the lower end.",
            zh: "价格不唯一：\(lower) 至 \(upper) 元；收紧时按上限计，放宽时按下限计。")
    }

    private var validity: LocalizedText? {
        guard let range, price > 0 else { return nil }
        let (looser, tighter) = (Self.reach(range.looser, limitUnit), Self.reach(range.tighter, limitUnit))
        let holds = LocalizedText(
            en: "It holds for \(range.isExact ? "" : "at least ")\(looser.en) more and \(tighter.en) less.",
            zh: "\(range.isExact ? "" : "至少在")再增加\(looser.zh)、再减少\(tighter.zh)以内价格不变。")
        guard kind == .receptor, range.looser.isFinite else { return holds }
        // A price for each µg/m³ says nothing of a whole one where it holds for a part of it.
        let saved = Self.figure(price * range.looser)
        return LocalizedText(
            en: "\(holds.en) Easing it that far saves \(saved) yuan.", zh: "\(holds.zh)放宽至该幅度可节省 \(saved) 元。")
    }

    /// The pollutant, with its class where it trades in several.
    private func goods(_ name: (String) -> LocalizedText) -> LocalizedText {
        let what = name(pollutant)
        guard !pool.isEmpty else { return what }
        let own = name(pool)
        return LocalizedText(en: "\(what.en) (\(own.en))", zh: "\(what.zh)（\(own.zh)）")
    }

    /// Five significant digits, thousands apart; what is finer than a millionth is rounding.
    private static func figure(_ amount: Double) -> String {
        guard amount >= 1e-6 else { return "0" }
        guard amount < 1e15 else { return amount.shortText }
        var scale = 1.0
        while amount * scale < 10_000 { scale *= 10 }
        let rounded = (amount * scale).rounded() / scale
        let whole = String(Int(rounded))
        let part = rounded - Double(Int(rounded))
        let decimals = Int((part * scale).rounded())
        guard scale > 1, decimals > 0 else { return grouped(whole) }
        var digits = String(decimals)
        let places = String(Int(scale)).count - 1
        digits = String(repeating: "0", count: max(0, places - digits.count)) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return grouped(whole) + "." + digits
    }

    private static func grouped(_ digits: String) -> String {
        var result = ""
        for (index, digit) in digits.reversed().enumerated() {
            if index > 0, index % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return String(result.reversed())
    }

    private static func reach(_ amount: Double, _ unit: String) -> LocalizedText {
        guard amount.isFinite else { return LocalizedText(en: "any amount", zh: "任意量") }
        // Less than a thousandth of a microgram or a kilogram is next to nothing.
        let word =
            unit == "t" ? LocalizedText(en: "t", zh: "吨") : LocalizedText(unit == "ug/m3" ? "µg/m³" : unit)
        guard amount >= 1e-3 else {
            return LocalizedText(en: "less than 0.001 \(word.en)", zh: "不足 0.001 \(word.zh)")
        }
        let text = figure(amount)
        return LocalizedText(en: "\(text) \(word.en)", zh: " \(text) \(word.zh)")
    }

    private var comparison: LocalizedText? {
        guard let benchmark, kind != .receptor, price > 0 else { return nil }
        let floor = Self.figure(benchmark)
        return price < benchmark
            ? LocalizedText(en: "That is below the floor price of \(floor) yuan.", zh: "低于基准价 \(floor) 元。")
            : LocalizedText(en: "The floor price is \(floor) yuan.", zh: "基准价为 \(floor) 元。")
    }
}
