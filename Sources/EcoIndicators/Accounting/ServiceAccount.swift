import EcoAccounts
import EcoParameters
import EcoUnits

/// One service of one region: its flows, judged and priced.
struct ServiceAccount {
    let id: String
    let title: LocalizedText
    let account: AccountEntry.Account
    let flows: RegionFlows
    /// Valid part of the area to which the service applies; nil where it comes from tables.
    let validShare: Double?
    /// The row over all ecosystem types.
    private(set) var total: AccountEntry
    private(set) var byEcosystem: [AccountEntry] = []
    private(set) var components: [AccountEntry] = []
    /// Of the components that have one.
    private(set) var prices: [ComponentPrice] = []

    var entries: [AccountEntry] { [total] + byEcosystem }

    init(_ assembly: AccountAssembly, _ member: IndicatorSet.Member, _ region: RegionCode) {
        id = member.id
        title = member.declaration.title
        account = member.account
        let input = assembly.input(region, indicator: member.id)
        flows = member.indicator.flows(of: input)
        validShare = member.indicator.isByEcosystem ? Self.validShare(flows, input.insideShare) : nil
        let pricing = Pricing(member: member, region: region, flows: flows)
        let status = Self.status(assembly, member, flows, validShare)
        let isKnown = status != .incomplete
        let zero = status == .notApplicable ? 0.0 : nil
        total = assembly.entry(
            region, account, id, quantity: isKnown ? pricing.quantity(nil) ?? zero : nil,
            unit: flows.headline.first?.unit ?? member.declaration.unit,
            value: isKnown ? pricing.value(nil) ?? zero : nil, status: status,
            note: Self.note(flows, validShare, assembly.parameters.minimumValidShare))
        guard assembly.isExplained else { return }
        if member.indicator.isByEcosystem {
            byEcosystem = EcosystemType.allCases.map { type in
                row(assembly, member, region, type, pricing, status)
            }
        }
        components = componentRows(assembly, member, region, pricing, status)
        prices = Set(flows.components.map(\.component)).sorted().compactMap { component in
            pricing.unitPrice(component).map {
                ComponentPrice(region: region, id: "\(member.id).\(component)", yuanPerUnit: $0)
            }
        }
    }

    private func row(
        _ assembly: AccountAssembly, _ member: IndicatorSet.Member, _ region: RegionCode,
        _ type: EcosystemType, _ pricing: Pricing, _ status: AccountEntry.Status
    ) -> AccountEntry {
        let unit = member.declaration.unit
        let left = flows.notCounted.filter { $0.ecosystem == type }
        let note = left.map { Note.pair($0.name, $0.reason) }.clauses()
        if status == .incomplete {
            return assembly.entry(
                region, account, id, type, quantity: nil, unit: unit, value: nil, status: .incomplete)
        }
        if let quantity = pricing.quantity(type) {
            return assembly.entry(
                region, account, id, type, quantity: quantity, unit: unit, value: pricing.value(type),
                status: status, note: note)
        }
        return left.isEmpty
            ? assembly.entry(
                region, account, id, type, quantity: 0, unit: unit, value: 0, status: .notApplicable)
            : assembly.entry(
                region, account, id, type, quantity: nil, unit: unit, value: nil, status: .notCounted,
                note: note)
    }

    /// A row for each part of the service, over all ecosystem types.
    private func componentRows(
        _ assembly: AccountAssembly, _ member: IndicatorSet.Member, _ region: RegionCode,
        _ pricing: Pricing, _ status: AccountEntry.Status
    ) -> [AccountEntry] {
        var order: [String] = []
        for flow in flows.components where !order.contains(flow.component) { order.append(flow.component) }
        return order.map { component in
            let own = flows.components.filter { $0.component == component }
            let quantity = own.reduce(0) { $0 + $1.quantity }
            let price = pricing.unitPrice(component)
            let isKnown = status != .incomplete
            return assembly.entry(
                region, account, "\(id).\(component)", quantity: isKnown ? quantity : nil,
                unit: own.first?.unit ?? .one,
                value: isKnown ? price.map { Valuation.yuan(quantity: quantity, unitPrice: $0) } : nil,
                status: status)
        }
    }

    // MARK: Judgement

    private static func validShare(_ flows: RegionFlows, _ insideShare: Double) -> Double {
        flows.applicableArea > 0 ? insideShare * flows.validArea / flows.applicableArea : insideShare
    }

    private static func status(
        _ assembly: AccountAssembly, _ member: IndicatorSet.Member, _ flows: RegionFlows,
        _ validShare: Double?
    ) -> AccountEntry.Status {
        if !flows.missing.isEmpty { return .incomplete }
        if flows.isNotApplicable { return .notApplicable }
        if let validShare {
            if validShare < assembly.parameters.minimumValidShare { return .incomplete }
            if flows.applicableArea == 0 { return flows.notCounted.isEmpty ? .notApplicable : .notCounted }
        }
        let isProvisional =
            assembly.document.status == .provisional || member.isProvisional || flows.isProvisional
        return isProvisional ? .provisional : .ok
    }

    private static func note(
        _ flows: RegionFlows, _ validShare: Double?, _ minimum: Double
    ) -> LocalizedText {
        var notes = flows.missing
        if let validShare, validShare < 1 {
            let (share, need) = (Note.percent(validShare), Note.percent(minimum))
            let isLow = validShare < minimum
            notes.append(
                LocalizedText(
                    en: "\(share) of the area is valid" + (isLow ? ", \(need) needed" : ""),
                    zh: "有效面积占 \(share)" + (isLow ? "，须达 \(need)" : "")))
        }
        if !flows.notCounted.isEmpty {
            let area = Note.area(flows.notCounted)
            let (names, reason) = (Note.classes(flows.notCounted), flows.notCounted[0].reason)
            notes.append(
                LocalizedText(
                    en: "not counted: \(area.en) (\(names.en)), \(reason.en)",
                    zh: "未计入 \(area.zh)（\(names.zh)）：\(reason.zh)"))
        }
        return (notes + flows.notes).clauses()
    }
}

/// Quantities and values of one service of one region.
struct Pricing {
    let member: IndicatorSet.Member
    let region: RegionCode
    let flows: RegionFlows

    func unitPrice(_ component: String) -> Double? {
        member.indicator.unitPrice(of: component, in: region)
    }

    /// The headline quantity of a type, or over all; nil where there is none.
    func quantity(_ type: EcosystemType?) -> Double? {
        let own = flows.headline.filter { type == nil || $0.ecosystem == type }
        return own.isEmpty ? nil : own.reduce(0) { $0 + $1.quantity }
    }

    /// Yuan of all priced components of a type, or over all; nil where none has a price.
    func value(_ type: EcosystemType?) -> Double? {
        let own = flows.components.filter { type == nil || $0.ecosystem == type }
        let values = own.compactMap { flow in
            unitPrice(flow.component).map { Valuation.yuan(quantity: flow.quantity, unitPrice: $0) }
        }
        return values.isEmpty ? nil : values.reduce(0, +)
    }
}

/// The value of a flow.
public enum Valuation {
    /// Quantity at a price per unit of it: every service of the account is valued so, in yuan of the price year.
    public static func yuan(quantity: Double, unitPrice: Double) -> Double { quantity * unitPrice }
}
