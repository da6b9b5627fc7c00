import EcoAccounts
import EcoParameters
import EcoUnits

/// The host of an enclave project shares its local tax with the region that brought the project, by the
/// project's age. Method: `EnclaveSharing.md`.
public struct EnclaveSharing: CompensationScheme {
    /// The origin's share while the project is young, and later.
    struct AgeStep: ParameterGroup {
        fileprivate static let below = Parameter<Int>.integer(
            "below_age", range: 1...200,
            LocalizedText(
                en: "years since the start, up to this one not included; absent in the last step",
                zh: "项目年限上限（不含），末档不填")
        ).optional
        fileprivate static let shareParameter = Parameter<Rational>.exactNumber(
            "origin_share", range: .fraction,
            LocalizedText(en: "the origin's share of the tax", zh: "飞出地分成比例"))

        static var declaration: GroupDeclaration {
            GroupDeclaration(
                id: "age_step", title: LocalizedText(en: "Age step", zh: "年限分档"),
                meaning: LocalizedText(en: "The origin's share up to an age", zh: "不同年限的分成比例"),
                parameters: [below.declaration, shareParameter.declaration])
        }

        let belowAge: Int?
        let share: Rational

        init(_ bound: BoundGroup) {
            belowAge = bound[Self.below]
            share = bound[Self.shareParameter]
        }
    }

    public static let family = SchemeFamily(id: "enclave_sharing", declaration: declaration, presets: [])

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let projects: Table
    let steps: [AgeStep]

    /// The step in force at an age; the last one is open.
    func share(at age: Int) -> Rational {
        (steps.first { $0.belowAge.map { age < $0 } ?? true } ?? steps.last)?.share ?? .zero
    }
}

extension EnclaveSharing {
    private static let terms = FundTerms(step: "0.01 CNY", source: "no published rule states a step")
    private static let stepsParameter = Parameter<[AgeStep]>.groups(
        "tax_shares", minimumCount: 1,
        LocalizedText(en: "the origin's share of the local tax by age of the project", zh: "地方留存税收分成（按项目年限）"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "enclave_sharing", title: LocalizedText(en: "Enclave tax sharing", zh: "飞地经济税收分享"),
            meaning: LocalizedText(
                en: "Hosts of enclave projects share local tax with the regions that brought them",
                zh: "飞入地与飞出地按项目年限分享地方税收"),
            parameters: SchemeScope.declarations + [
                EnclaveTable.parameter.declaration, stepsParameter.declaration,
            ] + terms.declarations, rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: [])
        settlement = Self.terms.rules(bound)
        projects = bound[EnclaveTable.parameter]
        steps = bound[Self.stepsParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: [], &diagnostics)
        terms.check(bound, &diagnostics)
        let ends = bound[stepsParameter].map(\.belowAge)
        let inner = ends.dropLast().compactMap { $0 }
        let isAscending = zip(inner, inner.dropFirst()).allSatisfy { $0 < $1 }
        guard ends.last != .some(nil) || inner.count != ends.count - 1 || !isAscending else { return }
        diagnostics.append(
            Diagnostic(
                code: "tiers", at: bound.location(of: stepsParameter), path: bound.path(of: stepsParameter),
                LocalizedText(en: "the ages do not ascend to an open last step", zh: "年限分档未递增或末档未开口"),
                hint: LocalizedText(
                    en: "list the steps from young to old, the last without `below_age`",
                    zh: "由小到大列出，末档不填 `below_age`")))
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var claims = ClaimList(scheme: scope.id)
        for project in try EnclaveTable.read(projects, assessment.evidence.table)
        where assessment.isSettled(project.period) {
            do throws(ArithmeticOverflow) {
                let part = try originPart(project)
                claims.pay(
                    part.value, from: .region(project.host), to: .region(project.origin), project.period,
                    "enclave_tax", part)
            } catch { throw .overflow("\(scope.path): \(project.name) in \(project.period)") }
        }
        return claims.claims
    }

    /// `phi(age) x max(0, retained tax - agreed costs)`.
    private func originPart(_ project: EnclaveProject) throws(ArithmeticOverflow) -> Calculation {
        let tax = Calculation(
            .observation, "retained_tax", project.retainedTax, .yuan, note: project.name,
            origin: projects.origin(project.row, EnclaveTable.tax))
        let costs = Calculation(
            .baseline, "agreed_costs", project.agreedCosts, .yuan,
            origin: projects.origin(project.row, EnclaveTable.costs))
        let shared = Calculation(
            .difference, "shared_tax", max(.zero, try tax.value - costs.value), .yuan, inputs: [tax, costs])
        let share = share(at: project.age)
        return Calculation(
            .share, "origin_share", try shared.value * share, .yuan,
            note: LocalizedText(
                en: "year \(project.age) of the project: \(share)", zh: "第\(project.age)年：\(share)"),
            inputs: [shared])
    }
}
