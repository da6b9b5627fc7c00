import EcoAccounts
import EcoParameters
import EcoUnits

extension RankLadder {
    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var claims: [Claim] = []
        for period in try ranking.periods(period, &assessment) {
            let positions = try ranking.positions(period, &assessment)
            guard try isLongEnough(positions.count, period, &assessment) else { continue }
            claims += try DiagnosticFailure.exactly("\(scope.path): \(period)") {
                () throws(ArithmeticOverflow) in try self.claims(positions, period)
            }
        }
        return claims
    }

    /// Whether as many regions are ranked as the ladder has rungs, or the rule for a short field holds.
    private func isLongEnough(
        _ count: Int, _ period: Period, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> Bool {
        let rungs = rewards.count + fines.count
        guard count < rungs else { return true }
        let isRefused = shortField == .refuse
        assessment.note(
            Diagnostic(
                isRefused ? .error : .warning, code: "ladder_longer_than_field", at: scope.location,
                path: "\(scope.path): \(period)",
                LocalizedText(
                    en: "the ladder has \(rungs) rungs, but \(count) regions are ranked",
                    zh: "名次档数为 \(rungs)，参评地区仅 \(count) 个"),
                hint: isRefused
                    ? LocalizedText(
                        en: "shorten the ladder, complete the data or set `short_field`",
                        zh: "缩短档数、补全数据，或设置 `short_field`") : .empty))
        return !isRefused
    }

    // MARK: Rungs

    /// Yuan of the places of a field, first to last; positive where they receive.
    func rungs(_ count: Int) -> [Rational] {
        let isShort = count < rewards.count + fines.count
        let (up, down) = (
            isShort ? Array(rewards.prefix(count / 2)) : rewards,
            isShort ? Array(fines.prefix(count / 2)) : fines
        )
        return (0..<count).map { place in
            if place < up.count { return up[place] }
            let fromEnd = count - 1 - place
            return fromEnd < down.count ? -down[fromEnd] : .zero
        }
    }

    private func claims(
        _ positions: [Ranking.Position], _ period: Period
    ) throws(ArithmeticOverflow) -> [Claim] {
        let rungs = rungs(positions.count)
        var claims: [Claim] = []
        var start = 0
        while start < positions.count {
            let tied = positions[start...].prefix { $0.rank == positions[start].rank }
            let shared = Array(rungs[start..<(start + tied.count)])
            for (position, amount) in zip(tied, try amounts(shared)) {
                claims.append(claim(position, amount, shared, period))
            }
            start += tied.count
        }
        return claims.sorted { $0.region < $1.region }
    }

    /// What equal places get of their rungs: whole steps that add up to them, or the first rung each.
    private func amounts(_ rungs: [Rational]) throws(ArithmeticOverflow) -> [Rational] {
        guard rungs.count > 1 else { return rungs }
        guard ties == .averaged else { return rungs.map { _ in rungs[0] } }
        let sum = try rungs.total()
        let parts = try settlement.split(sum.magnitude, by: rungs.map { _ in .one })
        return sum.isNegative ? parts.map { -$0 } : parts
    }

    private func claim(
        _ position: Ranking.Position, _ amount: Rational, _ rungs: [Rational], _ period: Period
    ) -> Claim {
        let note =
            rungs.count == 1
            ? LocalizedText(en: "rung of rank \(position.rank)", zh: "第 \(position.rank) 名")
            : LocalizedText(
                en: "\(rungs.count) equal places from rank \(position.rank), \(ties.rawValue)",
                zh: "第 \(position.rank) 名起 \(rungs.count) 个并列，\(ties.meaning.zh)")
        return Claim(
            scheme: scope.id, region: position.region, period: period, amount: amount,
            basis: amount.isNegative ? "rank_fine" : "rank_reward",
            calculation: Calculation(
                .tier, "rung", amount, .yuan, note: note, inputs: [position.calculation]))
    }
}
