import EcoParameters
import EcoUnits

/// What was asked: the scenario, its scope, standards and rule packs.
struct HeaderSection: ReportSection {
    static let id = "asked"
    static let title = ReportText.asked
    let body: [Markup]
    /// The scenario's title for the page's head.
    let scenario: String

    init(_ context: ReportContext) {
        let manifest = context.run.manifest
        scenario =
            Self.localized(manifest["title"], context) ?? Self.scenarioName(manifest["scenario"], context)
        body = [
            .definitions([
                (context(ReportText.scenario), scenario),
                (
                    context(ReportText.year),
                    Self.list(manifest["year"] ?? manifest["scenario"]?["year"], context)
                ),
                (context(ReportText.scope), Self.scope(context)),
                (
                    context(ReportText.standards),
                    Self.list(manifest["standards"], context) { context.label(.standard, $0) }
                ),
                (
                    context(ReportText.rulePacks),
                    Self.list(manifest["rulePacks"], context) { context.rulePack($0) }
                ),
                (context(ReportText.fingerprint), manifest["fingerprint"]?.scalarText ?? ""),
            ])
        ]
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

    private static func scope(_ context: ReportContext) -> String {
        let regions = context.regions.all
        guard !regions.isEmpty else { return "" }
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
        return parts.joined(separator: context(ReportText.listSeparator))
    }
}
