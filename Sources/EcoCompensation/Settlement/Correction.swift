import EcoAccounts
import EcoParameters
import EcoUnits

/// What a revision of the data changes in a payment that was already settled.
public struct Correction: Hashable, Sendable {
    public let period: Period
    public let scheme: String
    public let payer: Party
    public let payee: Party
    public let basis: String
    /// What the earlier ledger holds, earlier corrections included.
    public let settled: Money
    public let recomputed: Money

    /// Positive where the payer owes more, negative where it is refunded.
    public func difference() throws(ArithmeticOverflow) -> Money { try recomputed - settled }
}

/// A ledger that was settled before: it is never overwritten, what changed is booked as differences.
struct SettledLedger: Sendable {
    /// All that two parties paid each other for one thing; corrections of it count into it.
    private struct Stream: Hashable, Comparable {
        let period: Period
        let scheme: String
        let first: Party
        let second: Party
        let basis: String

        static func < (left: Stream, right: Stream) -> Bool {
            (left.period, left.scheme, left.first, left.second, left.basis)
                < (right.period, right.scheme, right.first, right.second, right.basis)
        }
    }

    let transfers: [Transfer]
    /// The period in which differences are booked.
    let bookingPeriod: Period

    private static let prefix = "correction"

    /// The earlier transfers, then one difference for each payment that came out otherwise.
    ///
    /// The net of every party over all periods equals that of the recomputed ledger, and correcting a
    /// corrected ledger with the same data changes nothing.
    func corrected(
        by recomputed: Ledger
    ) throws(ArithmeticOverflow) -> (ledger: Ledger, corrections: [Correction]) {
        var ledger = Ledger()
        ledger.append(contentsOf: transfers)
        let (before, after) = (try nets(transfers), try nets(recomputed.transfers))
        var corrections: [Correction] = []
        for stream in Set(before.keys).union(after.keys).sorted() {
            let (settled, now) = (before[stream] ?? .zero, after[stream] ?? .zero)
            let difference = try now - settled
            guard difference != .zero else { continue }
            corrections.append(try correction(stream, settled, now))
            let isForward = !difference.isNegative
            ledger.append(
                Transfer(
                    period: bookingPeriod, scheme: stream.scheme,
                    payer: isForward ? stream.first : stream.second,
                    payee: isForward ? stream.second : stream.first,
                    amount: isForward ? difference : try difference.negated(),
                    basis: "\(Self.prefix):\(stream.period):\(stream.basis)"))
        }
        return (ledger, corrections)
    }

    /// Worded in the direction in which money flowed before, or flows now.
    private func correction(
        _ stream: Stream, _ settled: Money, _ now: Money
    ) throws(ArithmeticOverflow) -> Correction {
        let isForward = settled == .zero ? !now.isNegative : !settled.isNegative
        return Correction(
            period: stream.period, scheme: stream.scheme, payer: isForward ? stream.first : stream.second,
            payee: isForward ? stream.second : stream.first, basis: stream.basis,
            settled: isForward ? settled : try settled.negated(),
            recomputed: isForward ? now : try now.negated())
    }

    /// Positive from the first party to the second.
    private func nets(_ transfers: [Transfer]) throws(ArithmeticOverflow) -> [Stream: Money] {
        var nets: [Stream: Money] = [:]
        for transfer in transfers {
            let parts = transfer.basis.split(separator: ":", maxSplits: 2).map(String.init)
            let corrected = parts.count == 3 && parts[0] == Self.prefix ? Period(parts[1]) : nil
            let stream = Stream(
                period: corrected ?? transfer.period, scheme: transfer.scheme,
                first: min(transfer.payer, transfer.payee), second: max(transfer.payer, transfer.payee),
                basis: corrected == nil ? transfer.basis : parts[2])
            let amount = transfer.payer == stream.first ? transfer.amount : try transfer.amount.negated()
            nets[stream] = try (nets[stream] ?? .zero) + amount
        }
        return nets.filter { $0.value != .zero }
    }
}
