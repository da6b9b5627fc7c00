import EcoParameters
import EcoUnits

/// A layer that an indicator may read, and when.
public struct LayerUse: Hashable, Sendable {
    public let role: LayerRole
    /// Choices of the indicator's block under any of which it is needed, as they stand in a scenario; empty where it
    /// always is.
    public let choices: [String]

    /// Always needed.
    static func always(_ roles: LayerRole...) -> [LayerUse] { roles.map { LayerUse(role: $0, choices: []) } }

    /// Needed with `key: value`, any of several.
    static func with(_ choices: String..., read roles: [LayerRole]) -> [LayerUse] {
        roles.map { LayerUse(role: $0, choices: choices) }
    }
}

extension [LayerUse] {
    static func always(_ roles: LayerRole...) -> [LayerUse] { roles.map { LayerUse(role: $0, choices: []) } }
}

extension IndicatorDeclaration {
    /// The layers and rasters of `describe`; empty for an indicator that works from tables.
    public func rasterText(_ language: Language) -> String {
        let layers = layers.map { use in
            let when =
                use.choices.isEmpty
                ? LocalizedText(en: "always", zh: "必需")(language)
                : use.choices.joined(separator: LocalizedText(en: " or ", zh: " 或 ")(language))
            return "  \(use.role.rawValue) [\(use.role.unit)] (\(when))\n      \(use.role.meaning(language))"
        }
        let rasters = figures.map { "  \(id).\($0.id) [\($0.unit)]\n      \($0.title(language))" }
        return section(
            LocalizedText(en: "reads (accounts.layers)", zh: "所需图层（accounts.layers）"), layers, language)
            + section(
                LocalizedText(
                    en: "rasters that accounts.rasters may write, single or all by `\(id)`",
                    zh: "accounts.rasters 可输出的栅格（单个，或以 `\(id)` 输出全部）"), rasters, language)
    }

    private func section(_ heading: LocalizedText, _ lines: [String], _ language: Language) -> String {
        lines.isEmpty ? "" : "\n\(heading(language)):\n" + lines.joined(separator: "\n") + "\n"
    }
}
