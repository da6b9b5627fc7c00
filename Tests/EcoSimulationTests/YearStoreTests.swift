import EcoParameters
import Foundation
import Synchronization
import Testing

@testable import EcoSimulation

/// Years in memory, as a coder leaves them.
private final class KeptYears: YearStore {
    private let kept: Mutex<[Data]>
    init(_ years: [Data] = []) { kept = Mutex(years) }

    var years: [Data] { kept.withLock { $0 } }

    var finished: [YearState] {
        years.compactMap { try? PropertyListDecoder().decode(YearState.self, from: $0) }
    }

    func keep(_ state: YearState) {
        let encoder = PropertyListEncoder()
        encoder.outputFormat = .xml
        guard let data = try? encoder.encode(state) else { return }
        kept.withLock { $0.append(data) }
    }
}

/// A simulation that goes on behind years that an earlier one finished.
@Suite struct YearStoreTests {
    /// Three years with a market, counties that answer, and a pipeline: whichever year it was cut off in, the same bits in
    /// every draw, and only what is missing is computed.
    @Test func whateverYearItWasCutOffInTheBitsAreTheSame() throws {
        let block = try exampleBlock(["response": ["rule": "best_response", "rounds": 3]])
        let whole = KeptYears()
        let simulation = try Simulation(block, .example(), keeping: whole)
        #expect(simulation.schedule.contains { !$0.isDrawn && $0.declaration.id == "response" })
        #expect(whole.years.count == 3)
        let expected = (0..<2).map { bits(simulation.values(ofDraw: $0).values) }
        for count in 0...3 {
            let store = KeptYears(Array(whole.years.prefix(count)))
            let again = try Simulation(block, .example(), keeping: store)
            #expect((0..<2).map { bits(again.values(ofDraw: $0).values) } == expected)
            #expect(store.years.count == 3)
        }
    }

    /// Year 1 of the store with quota of nothing: the years behind it stand on what was kept.
    @Test func keptYearsAreTakenAsTheyStand() throws {
        let whole = KeptYears()
        let simulation = try Simulation(exampleBlock(), .example(), keeping: whole)
        var state = try #require(whole.finished.first)
        state.activity = state.activity.map { 2 * $0 }
        let planted = KeptYears()
        planted.keep(state)
        let again = try Simulation(exampleBlock(), .example(), keeping: planted)
        let (own, other) = (simulation.states(ofDraw: 0), again.states(ofDraw: 0))
        // 3 % more than the doubled emission of the year before.
        #expect(zip(own[1].activity, other[1].activity).allSatisfy { abs($1 - 2 * $0) < 1e-9 * $1 })
    }

    /// What no number says: no project has begun, no price, an upper limit that is none.
    @Test func statesComeBackFromTheirCode() throws {
        var state = try Simulation(exampleBlock(), .example()).states(ofDraw: 0)[1]
        state.pipeline.began = [nil, 2027]
        state.market.price = [.nan, -0.0]
        state.fund.carryLimit = .max
        state.choice.outcome = .cycle(length: 3)
        state.young = [[1, 2], []]
        let store = KeptYears()
        store.keep(state)
        let found = try #require(store.finished.first)
        #expect(bits(found.market.price) == bits(state.market.price))
        #expect(found.pipeline == state.pipeline && found.fund == state.fund && found.young == state.young)
        #expect(found.choice.outcome == .cycle(length: 3) && isSame(found.air, state.air))
        #expect(bits(found.activity) == bits(state.activity) && found.sourceDays == state.sourceDays)
    }
}
