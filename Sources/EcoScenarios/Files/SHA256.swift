import CCrypto

/// SHA-256 (FIPS 180-4) by OpenSSL, for the names and the provenance of inputs and outputs.
public final class SHA256 {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("OpenSSL has no memory for a digest, or no SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// The digest of `bytes` as 64 lower-case hexadecimal digits.
    public static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let hash = SHA256()
        hash.update(Array(bytes)[...])
        return hash.finalHex()
    }

    /// The digest of a file of any size; nil where it cannot be read.
    public static func hex(file path: String) -> String? { try? InputReading.digest(path) }

    public func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    }

    /// The digest of everything handed over; nothing may follow.
    public func finalHex() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &digest, nil)
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
