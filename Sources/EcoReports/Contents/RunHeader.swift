import EcoParameters
import EcoUnits

/// What was asked: the scenario's title, year and scope.
struct RunHeader: Sendable {
    /// The scenario's title.
    let scenario: String
    /// Year, counties, area and people in one line.
    let scope: String

    init(_ context: ReportContext) {
        let manifest = context.run.manifest
        scenario =
            Self.localized(manifest["title"], context) ?? Self.scenarioName(manifest["scenario"], context)
        let year = Self.list(manifest["year"] ?? manifest["scenario"]?["year"], context)
        scope = ([year] + Self.parts(context)).filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// A text, or an object with `en` and `zh`.
    static func localized(_ value: JSON?, _ context: ReportContext) -> String? {
        value?.stringValue ?? value?[context.language.rawValue]?.stringValue
    }

    private static func scenarioName(_ value: JSON?, _ context: ReportContext) -> String {
        let names = [
            localized(value, context), localized(value?["title"], context),
            value?["title_" + context.language.rawValue]?.stringValue, localized(value?["name"], context),
            value?["id"]?.stringValue,
        ]
        return names.compactMap { $0 }.first ?? ""
    }

    /// A scalar, a list of scalars, or a list of objects with an `id`, by their labels.
    static func list(_ value: JSON?, _ context: ReportContext, label: (String) -> String = { $0 }) -> String {
        let items =
            value?.scalarText.map { [$0] }
            ?? (value?.elements ?? []).compactMap { $0.scalarText ?? $0["id"]?.scalarText }
        return items.map(label).joined(separator: context(ReportText.listSeparator))
    }

    private static func parts(_ context: ReportContext) -> [String] {
        let regions = context.regions.all
        guard !regions.isEmpty else { return [] }
        var parts = ["\(regions.count) \(context(ReportText.regionsCount))"]
        let areas = regions.compactMap(\.areaSquareKilometres)
        if areas.count == regions.count {
            parts.append(
                context.style.number(areas.reduce(0, +), digits: 0) + " "
                    + context(ReportText.squareKilometres))
        }
        let people = regions.compactMap(\.population)
        if people.count == regions.count {
            parts.append(
                context.style.number(people.reduce(0, +), digits: 0) + " " + context(ReportText.people))
        }
        return parts
    }
}
