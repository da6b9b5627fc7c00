import EcoParameters
import EcoUnits

extension InfeasibilityReport {
    public typealias Naming = (_ id: String) -> LocalizedText

    /// One finding for each conflict: which station, cap or rule, what is missing, from where, and the cheapest
    /// ways out.
    /// - Parameter name: what a region, pollutant, sector, receptor or rule is called.
    public func diagnostics(naming name: Naming = { LocalizedText($0) }) -> [Diagnostic] {
        conflicts.indices.map { finding($0, name) } + furtherFinding(name)
    }

    private func furtherFinding(_ name: Naming) -> [Diagnostic] {
        guard let first = further.first else { return [] }
        let titles = further.prefix(20).map { limit -> LocalizedText in
            let (title, missing) = (limit.title(name), "\(limit.missing.shortText) \(limit.unit)")
            return LocalizedText(en: "\(title.en) (\(missing))", zh: "\(title.zh)（\(missing)）")
        }
        return [
            Diagnostic(
                code: "limits_in_conflict", at: first.location, path: first.path,
                LocalizedText(
                    en: "\(further.count) more limits are out of reach: "
                        + titles.map(\.en).joined(separator: ", "),
                    zh: "另有 \(further.count) 项限值无法达到：" + titles.map(\.zh).joined(separator: "、")),
                hint: LocalizedText(
                    en: "resolve the conflicts above first", zh: "请先解决以上冲突"))
        ]
    }

    private func finding(_ index: Int, _ name: Naming) -> Diagnostic {
        let conflict = conflicts[index]
        let first = conflict.limits.first
        let isAlone = conflict.limits.count == 1
        let message = isAlone ? alone(conflict, name) : together(conflict, name)
        return Diagnostic(
            code: code(conflict), at: first?.location, path: first?.path ?? "",
            message.appending(from(conflict, name)), hint: hint(index, name))
    }

    private func code(_ conflict: Conflict) -> String {
        guard conflict.limits.count == 1 else { return "limits_in_conflict" }
        switch conflict.limits[0].kind {
        case .cap: return "cap_out_of_reach"
        case .receptor: return "receptor_out_of_reach"
        case .section: return "section_out_of_reach"
        case .rule: return "rule_out_of_reach"
        }
    }

    // MARK: Sentences

    private func alone(_ conflict: Conflict, _ name: Naming) -> LocalizedText {
        guard let limit = conflict.limits.first else { return .empty }
        let title = limit.title(name)
        let (missing, unit) = (limit.missing.shortText, limit.unit)
        let lowest = (limit.raisedTo - limit.background).shortText
        let allowed = (limit.value - limit.background).shortText
        if limit.value < limit.background {
            let above = (limit.background - limit.value).shortText
            return LocalizedText(
                en:
                    "\(title.en): the background alone is \(above) \(unit) above the limit, and no abatement can "
                    + "change that; with every measure in full use the sources add \(lowest) \(unit)",
                zh: "\(title.zh)：背景值已超出限值 \(above) \(unit)，任何减排都无法改变；全部措施用足后排放源仍贡献 \(lowest) \(unit)")
        }
        let tonnes = conflict.missingTonnes.map(\.shortText)
        let isReceptor = limit.background != 0 || tonnes != nil
        return LocalizedText(
            en:
                "\(title.en): with every measure in full use \(isReceptor ? "the sources add" : "the least is") "
                + "\(lowest) \(unit) where \(allowed) are allowed (missing \(missing) \(unit)"
                + (tonnes.map { ", at least \($0) t" } ?? "") + ")",
            zh: "\(title.zh)：全部措施用足后\(isReceptor ? "排放源贡献" : "最低为") \(lowest) \(unit)，允许值为 \(allowed)"
                + "（差 \(missing) \(unit)" + (tonnes.map { "，至少 \($0) 吨" } ?? "") + "）")
    }

    private func together(_ conflict: Conflict, _ name: Naming) -> LocalizedText {
        let parts = conflict.limits.map { limit -> LocalizedText in
            let title = limit.title(name)
            let (value, missing) = (limit.value.shortText, limit.missing.shortText)
            return LocalizedText(
                en: "\(title.en) (limit \(value) \(limit.unit), missing \(missing) while the others hold)",
                zh: "\(title.zh)（限值 \(value) \(limit.unit)，其余不变时差 \(missing)）")
        }
        return LocalizedText(
            en: "these limits cannot be met together, though all but any one of them can: "
                + parts.map(\.en).joined(separator: ", "),
            zh: "下列限值无法同时满足，去掉其中任意一个则可以：" + parts.map(\.zh).joined(separator: "、"))
    }

    private func from(_ conflict: Conflict, _ name: Naming) -> LocalizedText {
        let top = conflict.contributions.prefix(5)
        guard !top.isEmpty else { return .empty }
        let parts = top.map { part -> LocalizedText in
            let (region, pollutant) = (name(part.region), name(part.pollutant))
            let (emission, load) = (part.emission.shortText, part.load.shortText)
            return LocalizedText(
                en: "\(region.en) \(pollutant.en) \(emission) t (\(load))",
                zh: "\(region.zh)\(pollutant.zh) \(emission) 吨（\(load)）")
        }
        return LocalizedText(
            en: "; from " + parts.map(\.en).joined(separator: ", "),
            zh: "；来自" + parts.map(\.zh).joined(separator: "、"))
    }

    private func hint(_ index: Int, _ name: Naming) -> LocalizedText {
        let own = reliefs.filter {
            guard case .raise(let conflict, _, _) = $0.change else { return true }
            return conflict == index
        }
        let texts =
            own.isEmpty
            ? conflicts[index].limits.map { raise($0, nil, name) } : own.prefix(3).map { text($0, name) }
        let options = LocalizedText(
            en: texts.map(\.en).joined(separator: "; or "), zh: texts.map(\.zh).joined(separator: "；或"))
        let others = LocalizedText(
            en: conflicts.count > 1 ? " (beside a way out of each other conflict)" : "",
            zh: conflicts.count > 1 ? "（其他冲突亦需各自解决）" : "")
        // Before anything is bought or allowed: a background above a limit is often a slip.
        let isSlip = conflicts[index].limits.contains { $0.value < $0.background }
        let first =
            isSlip
            ? LocalizedText(en: "correct the limit or the background; or ", zh: "先核对限值与背景值；或") : .empty
        return LocalizedText(
            en: first.en + options.en + others.en + "; or add measures there",
            zh: first.zh + options.zh + others.zh + "；或在当地增加减排措施")
    }

    /// A way out as a sentence.
    public func text(_ relief: Relief, _ name: Naming = { LocalizedText($0) }) -> LocalizedText {
        guard case .raise(let conflict, let position, _) = relief.change else { return relief.text(name) }
        return raise(conflicts[conflict].limits[position], relief.cost, name)
    }

    /// A way out without what it costs.
    public func change(_ relief: Relief, _ name: Naming = { LocalizedText($0) }) -> LocalizedText {
        guard case .raise(let conflict, let position, _) = relief.change else { return relief.change(name) }
        return raise(conflicts[conflict].limits[position], nil, name)
    }

    private func raise(_ limit: Limit, _ cost: Double?, _ name: Naming) -> LocalizedText {
        let (title, to, unit) = (limit.title(name), limit.raisedTo.shortText, limit.unit)
        let price = cost.map { $0.shortText }
        return LocalizedText(
            en: "raise \(isCap(limit) ? "the" : "the limit of") \(title.en) to \(to) \(unit)"
                + (price.map { " (the plan then costs \($0) yuan)" } ?? ""),
            zh: "将\(title.zh)\(isCap(limit) ? "" : "的限值")放宽到 \(to) \(unit)"
                + (price.map { "（此时方案费用 \($0) 元）" } ?? ""))
    }

    private func isCap(_ limit: Limit) -> Bool {
        if case .cap = limit.kind { return true }
        return false
    }
}

extension InfeasibilityReport.Limit {
    /// What the limit is called.
    public func title(_ name: InfeasibilityReport.Naming = { LocalizedText($0) }) -> LocalizedText {
        let text: LocalizedText
        switch kind {
        case .cap(let region, let pollutant, let sector):
            let (region, pollutant, sector) = (name(region), name(pollutant), name(sector))
            text = LocalizedText(
                en: "emission cap of \(region.en), \(pollutant.en), sector \(sector.en)",
                zh: "\(region.zh)\(pollutant.zh)（\(sector.zh)）排放上限")
        case .receptor(let id):
            text = LocalizedText(en: "receptor \(name(id).en)", zh: "受体点\(name(id).zh)")
        case .section(let id, let pollutant):
            let (section, pollutant) = (name(id), name(pollutant))
            text = LocalizedText(
                en: "section \(section.en), \(pollutant.en)", zh: "断面\(section.zh)（\(pollutant.zh)）")
        case .rule(let rule, let part):
            let (rule, part) = (name(rule), name(part))
            text = LocalizedText(en: "rule \(rule.en), \(part.en)", zh: "规则\(rule.zh)（\(part.zh)）")
        }
        guard let period else { return text }
        return LocalizedText(en: "\(text.en), period \(name(period).en)", zh: "\(text.zh)，\(name(period).zh)")
    }
}

extension Relief {
    /// A change of the market's rules as a sentence.
    public func text(_ name: InfeasibilityReport.Naming = { LocalizedText($0) }) -> LocalizedText {
        let left = shortfall > 0 ? shortfall.shortText : nil
        let end = LocalizedText(
            en: " (the plan then costs \(cost.shortText) yuan"
                + (left.map { ", \($0) t stay without quota" } ?? "") + ")",
            zh: "（此时方案费用 \(cost.shortText) 元" + (left.map { "，仍有 \($0) 吨缺口" } ?? "") + "）")
        return change(name).appending(end)
    }

    /// The change alone.
    public func change(_ name: InfeasibilityReport.Naming = { LocalizedText($0) }) -> LocalizedText {
        switch change {
        case .raise(_, _, let to):
            return LocalizedText(en: "raise the limit to \(to.shortText)", zh: "将限值放宽到 \(to.shortText)")
        case .reserve(let pollutant, let to):
            return LocalizedText(
                en: "raise the reserve of \(name(pollutant).en) to \(to.shortText) t",
                zh: "将\(name(pollutant).zh)储备量提高到 \(to.shortText) 吨")
        case .inflow(let zone):
            return LocalizedText(
                en: "admit inflow into zone \(name(zone).en)", zh: "允许指标流入片区\(name(zone).zh)")
        case .ratio(let region, let pollutant):
            return LocalizedText(
                en: "let \(name(region).en) replace \(name(pollutant).en) 1 to 1",
                zh: "\(name(region).zh)\(name(pollutant).zh)按 1:1 替代")
        case .purchase(let region, let pollutant):
            return LocalizedText(
                en: "let \(name(region).en) buy quota of \(name(pollutant).en)",
                zh: "允许\(name(region).zh)购买\(name(pollutant).zh)指标")
        }
    }
}

extension LocalizedText {
    fileprivate func appending(_ other: LocalizedText) -> LocalizedText {
        LocalizedText(en: en + other.en, zh: zh + other.zh)
    }
}
