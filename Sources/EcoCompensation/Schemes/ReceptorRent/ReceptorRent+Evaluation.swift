import EcoAccounts
import EcoParameters
import EcoUnits

extension ReceptorRent {
    static let basis = "receptor_rent"

    static let basisNames = [
        (basis, LocalizedText(en: "charge of receptors whose limits bind", zh: "受体点环境容量使用费"))
    ]

    /// A charge with the place of its figure.
    private struct Charge {
        let figure: PlaceCharge
        let origin: FigureOrigin?
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var charges: [Charge] = []
        for charge in try readCharges(assessment.evidence)
        where assessment.isSettled(.year(charge.figure.year)) {
            charges.append(charge)
        }
        var claims = ClaimList(scheme: scope.id)
        do throws(ArithmeticOverflow) {
            switch distribution {
            case .receptorRegion:
                for charge in charges { try pay(charge, &claims, &assessment) }
            case .endowment:
                try share(charges, &claims)
            }
        } catch { throw .overflow(scope.path) }
        return claims.claims
    }

    private func levy(_ charge: Charge) throws(ArithmeticOverflow) -> Calculation {
        let observed = Calculation(
            .observation, charge.figure.receptor, charge.figure.charge, .yuan, origin: charge.origin)
        guard part != .one else { return observed }
        return Calculation(
            .share, "part", try observed.value * part, .yuan, note: "\(part)", inputs: [observed])
    }

    /// From the region that emits to the one where the receptor stands; at home nothing changes hands.
    private func pay(
        _ charge: Charge, _ claims: inout ClaimList, _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) {
        guard let host = charge.figure.receptorRegion else {
            assessment.note(
                Diagnostic(
                    code: "missing_value", at: scope.location, path: "\(scope.path).distribution",
                    LocalizedText(
                        en: "no region is known for the receptor '\(charge.figure.receptor)'",
                        zh: "受体点“\(charge.figure.receptor)”未注明所在地区"),
                    hint: LocalizedText(
                        en: "fill the column `region` of the receptors, or choose `endowment`",
                        zh: "请在受体点表填写 `region` 列，或改用 `endowment`")))
            return
        }
        let due = try levy(charge)
        claims.pay(
            due.value, from: .region(charge.figure.region), to: .region(host), .year(charge.figure.year),
            Self.basis, due)
    }

    /// The charges of each receptor go back in proportion to the endowments there.
    private func share(_ charges: [Charge], _ claims: inout ClaimList) throws(ArithmeticOverflow) {
        let groups = Dictionary(grouping: charges) { Key(receptor: $0.figure.receptor, year: $0.figure.year) }
        for (key, group) in groups.sorted(by: { $0.key < $1.key }) {
            var dues: [Calculation] = []
            for charge in group { dues.append(try levy(charge)) }
            var pool = Rational.zero
            for due in dues { pool = try pool + settlement.roundedYuan(due.value) }
            let parts = try settlement.split(pool, by: group.map(\.figure.endowment))
            for (charge, due) in zip(group, dues) where due.value > .zero {
                claims.settle(charge.figure.region, .year(key.year), -due.value, Self.basis, due)
            }
            for (charge, part) in zip(group, parts) where part > .zero {
                let endowment = Calculation(
                    .observation, "endowment", charge.figure.endowment, .yuan, origin: charge.origin)
                let step = Calculation(
                    .share, key.receptor, part, .yuan,
                    inputs: [endowment, Calculation(.pool, key.receptor, pool, .yuan)])
                claims.settle(charge.figure.region, .year(key.year), part, Self.basis, step)
            }
        }
    }

    private struct Key: Hashable, Comparable {
        let receptor: String
        let year: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.year, left.receptor) < (right.year, right.receptor)
        }
    }

    // MARK: Reading

    private func readCharges(_ evidence: Evidence) throws(DiagnosticFailure) -> [Charge] {
        guard let charges else { return evidence.placeCharges.map { Charge(figure: $0, origin: nil) } }
        var reader = RowReader(charges, evidence.table)
        var found: [Charge] = []
        for row in charges.rows {
            guard let region = reader.region(row, Columns.region),
                let period = reader.period(row, Columns.year, .year)
            else { continue }
            var host: RegionCode?
            if charges.optional(row, Columns.receptorRegion) != nil {
                host = reader.region(row, Columns.receptorRegion)
            }
            found.append(
                Charge(
                    figure: PlaceCharge(
                        region: region, year: period.year, receptor: charges.value(row, Columns.receptor),
                        receptorRegion: host, charge: charges.number(row, Columns.charge) ?? .zero,
                        endowment: charges.number(row, Columns.endowment) ?? .zero),
                    origin: charges.origin(row, Columns.charge)))
        }
        try reader.finish()
        return found
    }
}
