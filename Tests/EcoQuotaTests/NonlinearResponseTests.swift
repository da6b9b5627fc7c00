import Testing

@testable import EcoQuota

/// Concentrations that bend with the emissions (PM2.5 from SO2 and NOx): a sequence of markets, each with the response
/// as a straight line at the last plan and within a region of trust. Each market is proven; what is proven is the
/// straight line, and the sequence ends where it no longer moves.
@Suite("Response surfaces by a sequence of markets")
struct NonlinearResponseTests {
    /// ug/m3 by t of SO2 and of NOx: more of each where there is more of the other.
    private struct Surface {
        let so2 = 0.2
        let nox = 0.1
        let both = 0.002

        func load(_ e: [Double]) -> Double { so2 * e[0] + nox * e[1] + both * e[0] * e[1] }
        func slope(_ e: [Double]) -> [Double] { [so2 + both * e[1], nox + both * e[0]] }
    }

    private let surface = Surface()

    /// One county with 100 t of each and measures of marginal cost 1 x amount; the line of the response at `e`; no
    /// emission further than `trust` from `e`.
    private func records(at e: [Double], limit: Double, trust: Double) -> QuotaRecords {
        let (region, pollutants, slope) = ("140121", ["so2", "nox"], surface.slope(e))
        var records = QuotaRecords(
            sources: pollutants.map {
                EmissionSource(region: region, pollutant: $0, baseline: 100, quota: 100)
            },
            measures: pollutants.map {
                AbatementMeasure(
                    region: region, pollutant: $0, name: "m", cost: 0, slope: 1, maximum: 100)
            }, zones: [ZoneMembership(region: region, zone: "all")], shortfallPenalty: 1e6)
        // f(e) + g (x - e) <= limit.
        let constant = surface.load(e) - zip(slope, e).reduce(0) { $0 + $1.0 * $1.1 }
        records.receptors = [Receptor(id: "station", limit: limit - constant)]
        for (index, pollutant) in pollutants.enumerated() {
            records.coefficients.append(
                SourceReceptorCoefficient(
                    receptor: "station", region: region, pollutant: pollutant,
                    concentrationPerTonne: slope[index]))
            let own = Selection(pollutants: [pollutant])
            records.limits += [
                MarketLimit(
                    rule: "trust", name: "\(pollutant) most", [.init(.emission, own)],
                    atMost: e[index] + trust),
                MarketLimit(
                    rule: "trust", name: "\(pollutant) least", [.init(.emission, own, coefficient: -1)],
                    atMost: trust - e[index]),
            ]
        }
        return records
    }

    /// The plan of the market at `e` in the order SO2, NOx, and the price of the station.
    private func plan(at e: [Double], limit: Double, trust: Double) throws -> (e: [Double], price: Double) {
        let market = try Solved(records(at: e, limit: limit, trust: trust))
        let emitted = { (pollutant: String) in
            zip(market.problem.sources, market.solution.emitted).first { $0.0.pollutant == pollutant }?.1 ?? 0
        }
        return ([emitted("so2"), emitted("nox")], market.solution.multipliers.receptor[0])
    }

    private func cost(_ e: [Double]) -> Double { e.reduce(0) { $0 + (100 - $1) * (100 - $1) / 2 } }

    /// 100 - e = mu f'(e) with 60 t of SO2: 40 = mu (0.2 + 0.002 y), 100 - y = mu (0.1 + 0.12), so that
    /// 0.00044 mu^2 - 0.4 mu + 40 = 0. The limit is the load there; no point of a grid on it is cheaper.
    @Test func sequenceReachesTheOptimumOfTheSurface() throws {
        let price = (0.4 - (0.16 - 4 * 0.00044 * 40).squareRoot()) / 0.00088
        let best = [60, 100 - 0.22 * price]
        let limit = surface.load(best)
        for step in 0...1000 {
            let so2 = Double(step) / 10
            let nox = (limit - surface.so2 * so2) / (surface.nox + surface.both * so2)
            guard (0...100).contains(nox) else { continue }
            #expect(cost([so2, nox]) >= cost(best) - 1e-9)
        }

        var (e, trust, rounds, found) = ([100.0, 100], 100.0, 0, 0.0)
        // What a plan is worth: its cost, and far more for each ug/m3 above the limit than it costs to take one off.
        let worth = { (e: [Double]) in cost(e) + 10 * price * max(0, surface.load(e) - limit) }
        while trust > 1e-7, rounds < 60 {
            rounds += 1
            let next = try plan(at: e, limit: limit, trust: trust)
            let move = zip(next.e, e).map { abs($0 - $1) }.max() ?? 0
            guard worth(next.e) < worth(e) || move < 1e-7 else {
                trust /= 2
                continue
            }
            (e, found) = (next.e, next.price)
            if move < 1e-7 { break }
        }
        #expect(zip(e, best).allSatisfy { abs($0 - $1) < 1e-4 }, "\(e) \(best) \(rounds)")
        #expect(abs(surface.load(e) - limit) < 1e-6)
        #expect(isClose(found, price, 1e-4))
        // The straight line at the baseline alone leaves the load above the limit, by what both falls do together.
        let straight = try plan(at: [100, 100], limit: limit, trust: 100).e
        let together = surface.both * (100 - straight[0]) * (100 - straight[1])
        #expect(isClose(surface.load(straight) - limit, together, 1e-6) && together > 1)
    }

    /// Meteorological years are receptors of their own: one plan keeps the limit in each. Loads 1.0 a + 0.2 b and
    /// 0.2 a + 1.0 b, 90 allowed of 120: by symmetry 25 t each (1.2 x 75 = 90), at 625; either year alone takes
    /// 30^2 / 2 / 1.04.
    @Test func yearsOfWeatherHoldTogether() throws {
        var records = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 100)
        TextbookTests.add([[1, 0.2], [0.2, 1]], limits: [90, 90], to: &records)
        let both = try Solved(records)
        #expect(isClose(both.cost, 625, 1e-7))
        #expect(both.solution.emitted.allSatisfy { isClose($0, 75, 1e-6) })
        for year in 0...1 {
            var alone = records
            let id = records.receptors[year].id
            alone.receptors = [records.receptors[year]]
            alone.coefficients = records.coefficients.filter { $0.receptor == id }
            #expect(isClose(try Solved(alone).cost, 450 / 1.04, 1e-7))
        }
    }
}
