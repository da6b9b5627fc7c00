import EcoParameters

extension GroupDeclaration.Completion {
    /// What the preset that a block names gives and the scenario leaves open.
    static func presets(_ presets: [SchemePreset]) -> Self {
        Self({ $0.completed(by: presets) }) { block, wanted in
            guard let id = block.entry(SchemeScope.preset.key)?.scalarText else { return nil }
            return presets.first { $0.id == id }?.element(wanted)
        }
    }
}

extension BoundGroup {
    /// The block with what its preset gives and the scenario leaves open. Lists of indicators merge by id.
    func completed(by presets: [SchemePreset]) -> BoundGroup {
        guard let id = fields[SchemeScope.preset.key]?.value.text,
            let preset = presets.first(where: { $0.id == id }),
            let given = try? preset.bound(to: declaration)
        else { return self }
        return merged(with: given)
    }

    /// Values of `self` win, but for its defaults.
    private func merged(with preset: BoundGroup) -> BoundGroup {
        let merged = fields.merging(preset.fields) { own, other in
            if own.origin == .defaultValue, other.origin != .defaultValue { return other }
            return own.merged(with: other)
        }
        return BoundGroup(declaration: declaration, path: path, location: location, fields: merged)
    }
}

extension BoundField {
    fileprivate func merged(with preset: BoundField) -> BoundField {
        guard case .list(let own) = value, case .list(let given) = preset.value,
            (own + given).allSatisfy({ $0.variantID != nil })
        else { return self }
        let mergedGiven = given.map { element in
            own.first { $0.variantID == element.variantID }?.mergedVariant(with: element) ?? element
        }
        let added = own.filter { element in !given.contains { $0.variantID == element.variantID } }
        return BoundField(.list(mergedGiven + added), origin: origin, location: location, text: text)
    }

    private var variantID: String? {
        if case .variant(let id, _) = value { return id }
        return nil
    }

    private func mergedVariant(with preset: BoundField) -> BoundField {
        guard case .variant(let id, let own) = value, case .variant(_, let given) = preset.value else {
            return self
        }
        let fields = own.fields.merging(given.fields) { mine, other in
            mine.origin == .defaultValue ? other : mine
        }
        let group = BoundGroup(
            declaration: own.declaration, path: own.path, location: own.location, fields: fields)
        return BoundField(.variant(id, group), origin: origin, location: location, text: text)
    }
}
