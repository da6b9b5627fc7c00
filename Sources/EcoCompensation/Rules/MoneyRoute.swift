import EcoAccounts
import EcoParameters
import EcoUnits

/// How a payment between two counties travels.
public enum MoneyRoute: String, ParameterChoice {
    case direct
    case throughFund = "through_fund"

    public var meaning: LocalizedText {
        switch self {
        case .direct: LocalizedText(en: "from the payer to the payee", zh: "双方直接支付")
        case .throughFund:
            LocalizedText(en: "through the scheme's fund, as by the province", zh: "经补偿资金账户（省级代扣代付）")
        }
    }

    static func parameter(default route: MoneyRoute) -> Parameter<MoneyRoute> {
        .choice("route", default: route, LocalizedText(en: "how the money travels", zh: "资金拨付方式"))
    }
}

/// Gathers the claims of a scheme from payments that each have a payer and a payee.
struct ClaimList {
    let scheme: String
    private(set) var claims: [Claim] = []

    init(scheme: String) { self.scheme = scheme }

    /// What the fund gives a region (positive) or takes from it.
    mutating func settle(
        _ region: RegionCode, _ period: Period, _ amount: Rational, _ basis: String,
        _ calculation: Calculation
    ) {
        claims.append(
            Claim(
                scheme: scheme, region: region, period: period, amount: amount, basis: basis,
                calculation: calculation))
    }

    /// A payment of `amount` yuan, not negative. One of the two parties is a county.
    mutating func pay(
        _ amount: Rational, from payer: Party, to payee: Party, _ period: Period, _ basis: String,
        _ calculation: Calculation, route: MoneyRoute = .direct
    ) {
        guard payer != payee else { return }
        if route == .throughFund, let from = payer.region, let to = payee.region {
            settle(from, period, -amount, basis, calculation)
            settle(to, period, amount, basis, calculation)
        } else if let region = payer.region {
            append(region, payee, period, -amount, basis, calculation)
        } else if let region = payee.region {
            append(region, payer, period, amount, basis, calculation)
        }
    }

    private mutating func append(
        _ region: RegionCode, _ other: Party, _ period: Period, _ amount: Rational, _ basis: String,
        _ calculation: Calculation
    ) {
        claims.append(
            Claim(
                scheme: scheme, region: region, period: period, amount: amount, basis: basis,
                calculation: calculation, counterparty: other))
    }
}
