import EcoAccounts
import EcoRuns

/// How columns of stored tables follow from other columns of the same row.
enum StoredEquations {
    private typealias Terms = [(Formula.Sign, String)]

    private static let sums: [String: [String: Terms]] = [
        "quota": ["emitted_t": [(.plus, "baseline_t"), (.plus, "grown_t"), (.minus, "abated_t")]],
        "quota_ledger": [
            "net_cost_yuan": [
                (.plus, "measure_cost_yuan"), (.plus, "tax_yuan"), (.plus, "shortfall_cost_yuan"),
                (.plus, "quota_paid_yuan"), (.plus, "fees_yuan"), (.minus, "quota_received_yuan"),
                (.minus, "project_value_yuan"), (.minus, "enclave_value_yuan"),
            ],
            "gain_yuan": [(.plus, "cost_alone_yuan"), (.minus, "net_cost_yuan")],
        ],
        "prices": [
            "shadow_price_yuan_per_t": [(.plus, "place_charge_yuan_per_t"), (.plus, "scarcity_yuan_per_t")]
        ],
        "receptors": ["margin_ug_m3": [(.plus, "limit_ug_m3"), (.minus, "after_ug_m3")]],
        "statement": ["net_fen": [(.plus, "received_fen"), (.minus, "paid_fen")]],
        "fairness": ["net_fen": [(.plus, "received_fen"), (.minus, "paid_fen")]],
        "balances": [
            "paid_out_fen": [
                (.plus, "paid_in_fen"), (.plus, "topped_up_fen"), (.minus, "retained_fen"),
                (.minus, "carried_fen"), (.minus, "set_aside_fen"),
            ]
        ],
        "account_regions": [
            "total_yuan": [
                (.plus, "provisioning_yuan"), (.plus, "regulating_yuan"), (.plus, "cultural_yuan"),
                (.minus, "net_imports_yuan"),
            ]
        ],
        "account_geep": [
            "geep_yuan": [
                (.plus, "gdp_yuan"), (.plus, "regulating_services_yuan"), (.minus, "pollution_damage_yuan"),
                (.minus, "ecological_damage_yuan"),
            ]
        ],
        "account_change": [
            "closing_yuan": [
                (.plus, "opening_yuan"), (.plus, "shapley_quantity_yuan"), (.plus, "shapley_price_yuan"),
            ]
        ],
        "account_change_factors": [
            "closing_yuan": [
                (.plus, "opening_yuan"), (.plus, "extent_yuan"), (.plus, "intensity_yuan"),
                (.plus, "price_yuan"),
            ]
        ],
        "account_published": ["difference": [(.plus, "printed"), (.minus, "recomputed")]],
        "account_matrix": [
            "total_yuan": (EcosystemType.allCases.map(\.rawValue) + ["unallocated"]).map {
                (.plus, $0 + "_yuan")
            }
        ],
        "quota_prices": [
            "price": [(.plus, "place_charge_yuan_per_t"), (.plus, "scarcity_yuan_per_t")]
        ],
    ]

    private static let products: [String: [String: [String]]] = [
        "account_services": ["value_yuan": ["quantity", "unit_price_yuan"]],
        "place_charges": ["charge_yuan_per_t": ["price_yuan_per_ug_m3", "effect_ug_m3_per_t"]],
    ]

    /// Growth of a column over another: `(new - old) / old`.
    private static let growths: [String: [String: (new: String, old: String)]] = [
        "account_change": [
            "growth_current": ("closing_yuan", "opening_yuan"),
            "growth_constant": ("closing_yuan", "opening_at_closing_prices_yuan"),
        ],
        "account_extent": ["gap": ("area_km2", "official_area_km2")],
    ]

    private static let quotients: [String: [String: (dividend: String, divisor: String)]] = [
        "quota_flows": ["received_t": ("sent_t", "ratio")],
        "account_regions": [
            "total_yuan_per_km2": ("total_yuan", "area_km2"),
            "total_yuan_per_person": ("total_yuan", "population"),
        ],
        "account_geep": [
            "geep_to_gdp": ("geep_yuan", "gdp_yuan"),
            "regulating_share": ("regulating_services_yuan", "geep_yuan"),
        ],
        "account_indices": ["elasticity": ("total_growth", "gdp_growth")],
    ]

    /// The columns that a column is the sum of.
    static func terms(_ column: String, in table: String) -> [(Formula.Sign, String)]? {
        sums[table]?[column]
    }

    /// `nil` where a column follows from no others of its row, or where they are not all there.
    static func formula(_ column: String, of row: StoredRow, in table: String) -> Formula? {
        if let terms = sums[table]?[column] {
            guard let first = terms.first, !row[first.1].isEmpty else { return nil }
            return .sum(row[column], terms.map { ($0.0, row[$0.1]) })
        }
        if let factors = products[table]?[column] { return .product(row[column], factors.map { row[$0] }) }
        if let growth = growths[table]?[column] {
            return .growth(row[column], row[growth.new], row[growth.old])
        }
        return quotients[table]?[column].flatMap { .quotient(row[column], row[$0.dividend], row[$0.divisor]) }
    }
}
