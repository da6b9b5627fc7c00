import EcoAccounts
import EcoParameters
import EcoUnits

/// Who is credited in assessments with an enclave project's value added and with its emission quota. Not
/// official GDP: totals of the regions above both count the project once. Method: `EnclaveAssessment.md`.
public struct EnclaveAssessment: Allocation {
    private static let originShare = Parameter<Rational>.exactNumber(
        "origin_value_share", range: .fraction,
        LocalizedText(en: "the origin's share of the value added in assessments", zh: "增加值考核中飞出地比例"))
    private static let ratio = Parameter<Rational>.exactNumber(
        "exchange_ratio", range: NumberRange(minimum: 1),
        default: "1",
        LocalizedText(
            en: "tonnes of reduction in the origin for a tonne of emission in the host", zh: "跨区域调剂比例"))
    private static let strictRatio = Parameter<Rational>.exactNumber(
        "non_attainment_ratio", range: NumberRange(minimum: 1),
        LocalizedText(
            en: "the same where the host does not meet the air-quality standard", zh: "飞入地未达标时的调剂比例"),
        source: "practice is 1.5 to 2; check the rule in force", status: .provisional)

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "enclave_assessment", title: LocalizedText(en: "Enclave assessment ledger", zh: "飞地考核分账"),
            meaning: LocalizedText(
                en: "Splits an enclave project's value added and quota for assessments; not official GDP",
                zh: "飞地项目增加值与排污指标的考核分账，不作为法定GDP"),
            parameters: BlockIdentity.declarations + [
                EnclaveTable.parameter.declaration, originShare.declaration, ratio.declaration,
                strictRatio.declaration,
            ])
    }

    public let identity: BlockIdentity
    let projects: Table
    let originShare: Rational
    let ratio: Rational
    let strictRatio: Rational

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        projects = bound[EnclaveTable.parameter]
        originShare = bound[Self.originShare]
        ratio = bound[Self.ratio]
        strictRatio = bound[Self.strictRatio]
    }

    public func allocate(from evidence: Evidence) throws(DiagnosticFailure) -> AllocationOutcome {
        var outcome = AllocationOutcome()
        var reader = RowReader(projects, evidence.table)
        for project in try EnclaveTable.read(projects, evidence.table) {
            do throws(ArithmeticOverflow) {
                try splitValueAdded(project, &outcome)
                try moveQuota(project, &reader, &outcome)
            } catch { throw .overflow("\(identity.path): \(project.name)") }
        }
        try reader.finish()
        return outcome
    }

    // MARK: Value added

    private func splitValueAdded(
        _ project: EnclaveProject, _ outcome: inout AllocationOutcome
    ) throws(ArithmeticOverflow) {
        guard project.valueAdded > .zero else { return }
        let item = "value_added:\(project.name)"
        let total = Calculation(
            .observation, "value_added", project.valueAdded, .yuan,
            note: LocalizedText(en: "not official GDP", zh: "不作为法定GDP"),
            origin: projects.origin(project.row, EnclaveTable.valueAdded))
        let origin = try project.valueAdded * originShare
        let parts = [
            (project.origin, origin, originShare),
            (project.host, try project.valueAdded - origin, try Rational.one - originShare),
        ]
        for (region, part, share) in parts {
            append(
                project, item, region.description, .yuan,
                Calculation(.share, "assessed_share", part, .yuan, note: "\(share)", inputs: [total]),
                &outcome)
        }
        outcome.stocks.append(
            AllocatedStock(
                allocation: identity.id, period: project.period, item: item, available: project.valueAdded,
                unallocated: .zero, unit: .yuan))
    }

    // MARK: Quota

    /// A tonne reduced in the origin is used in the host at the exchange ratio; what the ratio takes is
    /// retired, and nobody is credited with it.
    private func moveQuota(
        _ project: EnclaveProject, _ reader: inout RowReader, _ outcome: inout AllocationOutcome
    ) throws(ArithmeticOverflow) {
        let row = project.row
        guard let pollutant = projects.optional(row, EnclaveTable.pollutant) else { return }
        let reduction = projects.number(row, EnclaveTable.reduction) ?? .zero
        let use = projects.number(row, EnclaveTable.use) ?? .zero
        let ratio = projects.optional(row, EnclaveTable.attains) == false ? strictRatio : self.ratio
        let needed = try use * ratio
        complainOfCredit(row, use, reduction, needed, ratio, &reader)
        guard needed <= reduction else { return }
        let (item, unit) = ("\(pollutant):\(project.name)", Unit.named("t"))
        let stock = Calculation(
            .observation, "origin_reduction", reduction, unit,
            origin: projects.origin(row, EnclaveTable.reduction))
        let retired = try needed - use
        for (recipient, amount) in [(project.host.description, use), ("retired", retired)] {
            append(
                project, item, recipient, unit,
                Calculation(.share, recipient, amount, unit, note: "ratio \(ratio)", inputs: [stock]),
                &outcome)
        }
        outcome.stocks.append(
            AllocatedStock(
                allocation: identity.id, period: project.period, item: item, available: reduction,
                unallocated: try reduction - needed, unit: unit))
    }

    private func complainOfCredit(
        _ row: Int, _ use: Rational, _ reduction: Rational, _ needed: Rational, _ ratio: Rational,
        _ reader: inout RowReader
    ) {
        if projects.optional(row, EnclaveTable.isCredited) == true, use > .zero {
            reader.complain(
                row, EnclaveTable.isCredited, "credited_twice",
                LocalizedText(
                    en: "the same reduction counts in the origin and serves the host",
                    zh: "同一减排量既计入飞出地任务又用于飞入地"),
                hint: LocalizedText(en: "credit it in one place", zh: "只能计入一处"))
        }
        guard needed > reduction else { return }
        let missing = NumberText.shortest((needed.doubleValue - reduction.doubleValue))
        reader.complain(
            row, EnclaveTable.reduction, "quota_short",
            LocalizedText(
                en: "\(missing) t of reduction are missing at the ratio \(ratio)",
                zh: "按调剂比例 \(ratio)，减排量短缺 \(missing) 吨"),
            hint: LocalizedText(en: "find more reductions or lower the emission", zh: "补充减排量或降低排放"))
    }

    private func append(
        _ project: EnclaveProject, _ item: String, _ recipient: String, _ unit: Unit,
        _ calculation: Calculation, _ outcome: inout AllocationOutcome
    ) {
        outcome.amounts.append(
            AllocatedAmount(
                allocation: identity.id, period: project.period, item: item, recipient: recipient,
                amount: calculation.value, unit: unit, calculation: calculation))
    }
}
