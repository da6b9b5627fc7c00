import EcoParameters
import EcoUnits

extension Simulation {
    /// What the choices of counties did not come to: cycles, rounds used up, and gains that the check found.
    ///
    /// - Parameters:
    ///   - draws: as ``values(ofDraw:)`` gives them; `first` the states of the first one.
    func responseWarnings(_ draws: some DrawValues, _ first: [YearState]) -> [Diagnostic] {
        guard let parameters = world.parameters.counties, parameters.rule != .none,
            let length = figures.firstIndex(where: { $0.id == "response.cycle_length" }),
            let gain = figures.firstIndex(where: { $0.id == "response.largest_gain_yuan" })
        else { return [] }
        let reports = ResponseReports(simulation: self, parameters: parameters, first: first)
        return world.years.indices.flatMap { year -> [Diagnostic] in
            let values = { (figure: Int) in
                self.column(figure, self.world.regionCount, year: year, draws)
            }
            let cycles = values(length).count { $0 > 1 }
            return reports.cycle(year, draws: cycles, of: draws.count)
                + reports.unsettled(year)
                + (parameters.rule == .equilibrium && cycles == 0
                    ? reports.gain(year, values(gain).filter { !$0.isNaN }.max() ?? 0) : [])
        }
    }
}

/// The findings of a year's choices, with the counties of the first draw.
private struct ResponseReports {
    let simulation: Simulation
    let parameters: ResponseParameters
    let first: [YearState]

    private func names(_ counties: [Int]) -> LocalizedText {
        let names = counties.map { simulation.world.regions.nameAndCode(simulation.world.regions.codes[$0]) }
        return LocalizedText(
            en: names.map(\.en).joined(separator: ", "), zh: names.map(\.zh).joined(separator: "、"))
    }

    private func finding(_ code: String, _ year: Int, _ message: LocalizedText, hint: LocalizedText)
        -> Diagnostic
    {
        Diagnostic(
            .warning, code: code, at: parameters.location,
            path: "simulation.response \(simulation.world.years[year])", message, hint: hint)
    }

    func cycle(_ year: Int, draws: Int, of all: Int) -> [Diagnostic] {
        guard draws > 0 else { return [] }
        var (en, zh) = (
            "in \(draws) of \(all) draws choices go round and never stand",
            "\(all) 次抽样中有 \(draws) 次各县选择循环往复、不收敛"
        )
        if year < first.count, case .cycle(let length) = first[year].choice.outcome {
            let movers = names(first[year].choice.movers)
            en += "; in the first one after \(length) rounds the same choices return, and \(movers.en) move"
            zh += "；首次抽样每 \(length) 轮重复一次，变动的县：\(movers.zh)"
        }
        return [
            finding(
                "response_cycle", year, LocalizedText(en: en, zh: zh),
                hint: LocalizedText(
                    en:
                        "the year takes the choices at which the cycle closes; see its range in simulation_response.csv, or set `damping`",
                    zh: "当年取循环闭合处的选择，范围见 simulation_response.csv；可设置 `damping`"))
        ]
    }

    func unsettled(_ year: Int) -> [Diagnostic] {
        guard year < first.count, first[year].choice.outcome == .unsettled else { return [] }
        let choice = first[year].choice
        let movers = names(choice.movers)
        return [
            finding(
                "response_unsettled", year,
                LocalizedText(
                    en: "after \(choice.rounds) rounds counties still move: \(movers.en)",
                    zh: "经 \(choice.rounds) 轮各县选择仍未稳定，变动的县：\(movers.zh)"),
                hint: LocalizedText(
                    en:
                        "payments with many steps may have no rest; the range of the last rounds is in simulation_response.csv; set `damping`, or smaller steps of rounding",
                    zh:
                        "档级较多的补偿可能不存在稳定选择，最后若干轮的范围见 simulation_response.csv；可设置 `damping` 或减小取整步长"))
        ]
    }

    private func approximate(_ year: Int, _ least: String, _ largest: String) -> Diagnostic {
        finding(
            "response_approximate", year,
            LocalizedText(
                en:
                    "choices stand only where no county moves for less than \(least) yuan; the check finds one that gains \(largest) yuan by leaving its choice alone",
                zh: "各县选择仅在得益不足 \(least) 元即不变动时稳定；复核发现有县单独改变选择可得益 \(largest) 元"),
            hint: LocalizedText(
                en:
                    "payments in whole steps may leave no choices that nobody would leave; set smaller steps of rounding, or `smallest_gain` at what is worth a change",
                zh: "按整步计付的补偿可能不存在均衡；可减小取整步长，或将 `smallest_gain` 设为值得变动的得益"))
    }

    func gain(_ year: Int, _ largest: Double) -> [Diagnostic] {
        guard largest > parameters.smallestGain else { return [] }
        let yuan = NumberText.shortest(largest.rounded())
        if year < first.count, case .settledWithin(let least) = first[year].choice.outcome {
            return [approximate(year, NumberText.shortest(least.rounded()), yuan)]
        }
        return [
            finding(
                "response_not_equilibrium", year,
                LocalizedText(
                    en:
                        "the check finds a county that gains \(yuan) yuan by leaving its choice alone: this is no equilibrium",
                    zh: "复核发现有县单独改变选择可得益 \(yuan) 元，未达到均衡"),
                hint: LocalizedText(
                    en:
                        "raise `scan_steps`, `refinements` or `price_rounds`; with ladders and gates there may be none",
                    zh: "增大 `scan_steps`、`refinements` 或 `price_rounds`；阶梯、门槛类方案可能不存在均衡"))
        ]
    }
}
