import EcoParameters

extension BoundGroup {
    /// An element of the list `indicators`.
    struct IndicatorBlock {
        let id: String
        let group: BoundGroup
    }

    var indicatorBlocks: [IndicatorBlock] {
        guard case .list(let elements)? = fields["indicators"]?.value else { return [] }
        return elements.compactMap { element in
            guard case .variant(let id, let group) = element.value else { return nil }
            return IndicatorBlock(id: id, group: group)
        }
    }

    func indicatorPath(_ id: String) -> String {
        path.isEmpty ? "indicators.\(id)" : "\(path).indicators.\(id)"
    }

    /// A finding for each value that an element lacks, whatever the preset gives, and for each that stands twice.
    func checkIndicators(requiring keys: [String], _ diagnostics: inout [Diagnostic]) {
        for block in indicatorBlocks {
            block.group.requireValues(keys, named: indicatorPath(block.id), &diagnostics)
        }
        checkUniqueIndicators(&diagnostics)
    }

    func checkUniqueIndicators(_ diagnostics: inout [Diagnostic]) {
        var seen: Set<String> = []
        for block in indicatorBlocks where !seen.insert(block.id).inserted {
            diagnostics.append(
                Diagnostic(
                    code: "duplicate_id", at: block.group.location, path: indicatorPath(block.id),
                    "the indicator '\(block.id)' stands twice", hint: "keep one"))
        }
    }
}
