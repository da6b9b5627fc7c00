import EcoAccounts
import EcoParameters
import EcoUnits

/// What every scheme says of itself: id, regions, periods, standard, and what to do without data.
public struct SchemeScope: Sendable {
    static let id = Parameter<String>.text(
        "id", kind: .identifier, LocalizedText(en: "id of the scheme in ledger and report", zh: "方案标识"))
    /// Bound as text; each family checks it against its own presets.
    static let preset = Parameter<String>.text(
        "preset", kind: .identifier,
        LocalizedText(en: "published scheme whose numbers fill what is left open", zh: "采用已公布方案的参数")
    ).optional
    static let regions = Parameter<[String]>.texts(
        "regions", .regionCode,
        LocalizedText(en: "assessed regions; all of the scenario where absent", zh: "考核地区，缺省为全部"))
    static let periods = Parameter<[String]>.texts(
        "periods", .period,
        LocalizedText(en: "periods to settle; all evaluated ones where absent", zh: "结算时期，缺省为全部"))
    static let standard = Parameter<String>.text(
        "standard", kind: .identifier,
        LocalizedText(en: "read only figures evaluated under this standard", zh: "只采用该标准下的评价结果")
    ).optional
    static let missingData = Parameter<MissingDataPolicy>.choice(
        "missing_data", default: .blockSettlement,
        LocalizedText(en: "what to do where a region has no valid figure", zh: "数据缺失时的处理规则"))

    static let clauseParameter = Parameter<LocalizedText>.localizedText(
        "clause", LocalizedText(en: "decision and clause that the payments rest on", zh: "补偿依据（文件与条款）")
    ).optional

    static let adjusters = Parameter<[any ClaimAdjuster]>.variants(
        "adjusters", discriminator: "adjuster", options: AdjusterCatalogue.options,
        LocalizedText(
            en: "what changes the claims after the formula, in this order: factors, exemptions, findings",
            zh: "公式之后按序调整：系数、豁免、查处等"),
        make: { AdjusterCatalogue.adjuster($0, $1) })

    static var declarations: [ParameterDeclaration] {
        [
            id.declaration, preset.declaration, clauseParameter.declaration, regions.declaration,
            periods.declaration, standard.declaration, missingData.declaration, adjusters.declaration,
        ]
    }

    public let id: String
    /// The preset in force, where there is one.
    public let preset: String?
    /// The decision that the payments rest on: as declared, else the preset's title.
    public let clause: LocalizedText
    /// Empty: every region of the scenario.
    public let regions: [RegionCode]
    /// Empty: every evaluated period.
    public let periods: [Period]
    public let standard: String?
    public let missingData: MissingDataPolicy
    /// Applied in order to the claims, before caps and rounding.
    public let adjusters: [any ClaimAdjuster]
    /// What the preset brings in: its entries that the scenario does not override.
    public let presetValues: [SchemePreset.Entry]
    public let path: String
    public let location: SourceLocation

    /// - Parameter bound: the block as completed by its preset.
    init(_ bound: BoundGroup, presets: [SchemePreset]) {
        id = bound[Self.id]
        preset = bound[Self.preset]
        regions = bound[Self.regions].compactMap { RegionCode($0) }
        periods = bound[Self.periods].compactMap { Period($0) }
        standard = bound[Self.standard]
        missingData = bound[Self.missingData]
        adjusters = bound[Self.adjusters]
        let preset = presets.first { $0.id == bound[Self.preset] }
        clause =
            bound[Self.clauseParameter] ?? preset?.title
            ?? LocalizedText(en: "declared in the scenario", zh: "情景自定方案")
        presetValues = preset?.entries.filter { bound.isFilled(by: $0, of: preset?.id ?? "") } ?? []
        path = bound.path
        location = bound.location
    }

    /// Findings on the shared parameters of a block.
    static func check(_ bound: BoundGroup, presets: [SchemePreset], _ diagnostics: inout [Diagnostic]) {
        if let id = bound[preset] {
            let ids = presets.map(\.id)
            if !ids.contains(id) {
                let near = Suggestion.nearest(to: id, in: ids).map { "did you mean `\($0)`?" }
                diagnostics.append(
                    Diagnostic(
                        code: "unknown_choice", at: bound.location(of: preset), path: bound.path(of: preset),
                        "there is no preset '\(id)'", hint: near ?? "one of \(ids.joined(separator: ", "))"))
            }
        }
        if case .list(let named)? = bound.fields[regions.key]?.value, named.isEmpty,
            bound.fields[regions.key]?.origin != .defaultValue
        {
            diagnostics.append(
                Diagnostic(
                    code: "empty_list", at: bound.location(of: regions), path: bound.path(of: regions),
                    "the list names no region, so nobody would be assessed",
                    hint: "leave it out for all regions of the scenario"))
        }
        for text in bound[periods] where Period(text) == nil {
            diagnostics.append(
                Diagnostic(
                    code: "wrong_type", at: bound.location(of: periods), path: bound.path(of: periods),
                    "'\(text)' is no settlement period", hint: "write 2019, 2019-Q2 or 2019-04"))
        }
    }
}

extension BoundGroup {
    /// A finding for each named parameter that neither the scenario nor its preset gives.
    func requireValues(_ keys: [String], named prefix: String? = nil, _ diagnostics: inout [Diagnostic]) {
        // What an unknown preset would have given is not known to be missing.
        guard !diagnostics.contains(where: { $0.isOfUnknownPreset(above: path) }) else { return }
        for declared in declaration.parameters where keys.contains(declared.key) {
            guard fields[declared.key]?.isEmpty ?? true else { continue }
            let block = prefix ?? path
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: location,
                    path: block.isEmpty ? declared.key : "\(block).\(declared.key)",
                    "the value is missing, and no preset in force gives it", hint: declared.meaning.en))
        }
    }
}

extension BoundGroup {
    /// Whether a preset's entry is in force in the completed block.
    fileprivate func isFilled(by entry: SchemePreset.Entry, of preset: String) -> Bool {
        let parts = entry.path.split(separator: ".").map(String.init)
        guard parts.count == 3, case .list(let elements)? = fields[parts[0]]?.value else {
            return fields[entry.path]?.origin == .preset(preset)
        }
        return elements.contains { element in
            guard case .variant(parts[1], let group) = element.value else { return false }
            return group.fields[parts[2]]?.origin == .preset(preset)
        }
    }
}

extension BoundField {
    fileprivate var isEmpty: Bool {
        if case .list(let elements) = value { return elements.isEmpty }
        return false
    }
}

extension Diagnostic {
    /// Whether it says that the preset of a block is unknown to which `path` belongs.
    func isOfUnknownPreset(above path: String) -> Bool {
        let key = SchemeScope.preset.key
        return code == "unknown_choice" && self.path.hasSuffix(key)
            && (path + ".").hasPrefix(self.path.dropLast(key.count))
    }
}
