import EcoAccounts
import EcoParameters
import EcoUnits

/// What a service usually comes to by area or by head, and how far off it is taken for a slip of units.
///
/// An anchor is no limit of nature: what lies beyond it is warned of, never changed.
struct ServiceAnchor: Sendable {
    enum Base: Sendable {
        case squareKilometre
        case head

        var name: LocalizedText {
            switch self {
            case .squareKilometre: LocalizedText(en: "km²", zh: "平方公里")
            case .head: LocalizedText(en: "head", zh: "人")
            }
        }
    }

    let indicator: String
    /// True for yuan, false for the quantity in its own unit.
    let isValue: Bool
    let base: Base
    let usual: Double
    /// Multiples of the usual figure between which nothing is said.
    let range: ClosedRange<Double>
    let place: LocalizedText

    static let all: [ServiceAnchor] = [
        // 10.1e9 m3 kept by 3.21 million ha of forest.
        ServiceAnchor(
            indicator: "water_retention", isValue: false, base: .squareKilometre, usual: 314_642,
            range: -.greatestFiniteMagnitude...10,
            place: LocalizedText(en: "forests of Shanxi, 2016", zh: "2016 年山西森林")),
        // 15.6 trillion yuan and 1.41 billion people.
        ServiceAnchor(
            indicator: "agricultural_products", isValue: true, base: .head, usual: 11_050, range: 0.001...100,
            place: LocalizedText(en: "gross output of China, 2022", zh: "2022 年全国农林牧渔业总产值")),
        // 599.8e9 m3 and 1.41 billion people.
        ServiceAnchor(
            indicator: "water_supply", isValue: false, base: .head, usual: 425, range: 0.02...20,
            place: LocalizedText(en: "water use of China, 2022", zh: "2022 年全国用水量")),
        // 999.9e9 m3 of reservoirs and 9.6 million km2.
        ServiceAnchor(
            indicator: "flood_mitigation", isValue: false, base: .squareKilometre, usual: 104_000,
            range: -.greatestFiniteMagnitude...100,
            place: LocalizedText(en: "reservoirs of China", zh: "全国水库库容")),
        // 6.0 billion trips and 1.41 billion people.
        ServiceAnchor(
            indicator: "tourism", isValue: false, base: .head, usual: 4.3, range: 0.0005...1_000,
            place: LocalizedText(en: "domestic trips in China, 2019", zh: "2019 年国内旅游人次")),
    ]

    /// GDP in yuan by head.
    static let gdp = ServiceAnchor(
        indicator: "gdp", isValue: true, base: .head, usual: 85_700, range: 0.02...50,
        place: LocalizedText(en: "China, 2022", zh: "2022 年全国"))

    /// A warning where `figure` of a region is far from the anchor.
    func finding(
        _ figure: Double, _ title: LocalizedText, _ unit: LocalizedText, _ region: Region, area: Double?,
        at location: SourceLocation? = nil, path: String
    ) -> Diagnostic? {
        let divisor = base == .head ? region.population : area
        guard let divisor, divisor > 0, figure != 0 else { return nil }
        let own = figure / divisor
        guard !range.contains(own / usual) else { return nil }
        let (mean, anchor) = (Self.figure(own), Self.figure(usual))
        return Diagnostic(
            .warning, code: "implausible_amount", at: location, path: path,
            LocalizedText(
                en: "\(region.name.en): \(title.en) comes to \(mean) \(unit.en) per \(base.name.en), "
                    + "\(Self.figure(own / usual)) times the usual \(anchor) (\(place.en))",
                zh: "\(region.name.zh)：\(title.zh)每\(base.name.zh) \(mean) \(unit.zh)，"
                    + "为常见值 \(anchor)（\(place.zh)）的 \(Self.figure(own / usual)) 倍"),
            hint: LocalizedText(
                en: "check the units of the input: t or 10^4 t, yuan or 10^4 yuan, km² or ha",
                zh: "请核对输入单位：吨或万吨，元或万元，平方公里或公顷"))
    }

    /// Three digits.
    static func figure(_ value: Double) -> String {
        var step = 1.0
        while abs(value) >= 1_000 * step { step *= 10 }
        while abs(value) < 100 * step, value != 0, step > 1e-12 { step /= 10 }
        return NumberText.shortest(
            step < 1 ? (value / step).rounded() / (1 / step) : (value / step).rounded() * step)
    }
}

extension AccountAssembly {
    /// Services far from what is usual by area or head, and rain far from any of China.
    func implausibleAmounts(_ entries: [AccountEntry]) -> [Diagnostic] {
        let rows = entries.filter { $0.ecosystem == nil }
        let anchored = ServiceAnchor.all.flatMap { anchor -> [Diagnostic] in
            guard let member = set.members.first(where: { $0.id == anchor.indicator }) else { return [] }
            return rows.filter { $0.indicator == anchor.indicator }.compactMap { row in
                guard let region = set.context.regions[row.region],
                    let figure = anchor.isValue ? row.valueYuan : row.quantity
                else { return nil }
                let unit =
                    anchor.isValue
                    ? LocalizedText(en: "yuan", zh: "元") : LocalizedText(row.unit.symbol)
                return anchor.finding(
                    figure, member.declaration.title, unit, region, area: area(region, rows),
                    path: "\(parameters.path).indicators.\(anchor.indicator)")
            }
        }
        return anchored + implausibleRain
    }

    private func area(_ region: Region, _ rows: [AccountEntry]) -> Double? {
        region.areaSquareKilometres
            ?? rows.first { $0.region == region.code && $0.account == .extent }?.quantity
    }

    /// mm a year that the mean of a county may have; Shanxi has 358 to 621.
    private static let usualRain = 20.0...3_000

    private var implausibleRain: [Diagnostic] {
        guard let table = tables.indicators.values.first(where: { $0.measures.contains(Self.rain) }),
            let measure = table.measures.firstIndex(of: Self.rain)
        else { return [] }
        return set.context.regions.regions.compactMap { region in
            let sums = table.sums(of: region.code)
            let area = sums.reduce(0) { $0 + $1.validArea }
            guard area > 0 else { return nil }
            let mean = sums.reduce(0) { $0 + $1.sums[measure] } / area
            guard !Self.usualRain.contains(mean) else { return nil }
            let text = Note.number(mean)
            return Diagnostic(
                .warning, code: "implausible_rain", at: parameters.layers[.precipitation]?.location,
                path: "\(parameters.layers.path).precipitation",
                LocalizedText(
                    en: "\(region.name.en): mean rain of \(text) mm a year; in Shanxi it is 358 to 621",
                    zh: "\(region.name.zh)：年均降水 \(text) 毫米，山西为 358～621 毫米"),
                hint: LocalizedText(
                    en: "check the unit of the layer, such as tenths of a millimetre, and its nodata",
                    zh: "请核对图层单位（如 0.1 毫米）和无数据值"))
        }
    }

    private static let rain = "precipitation_mm"
}
