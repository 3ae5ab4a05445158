extension HCL {
    /// Whether HCL, which keeps all text in Unicode's normal form C, surely leaves `text` as it is.
    ///
    /// It errs on the safe side: text with marks that might join what stands before them is not sure.
    package static func keeps(_ text: String) -> Bool {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return true }
        return text.unicodeScalars.allSatisfy { scalar in
            if scalar.value < 0x300 { return true }
            switch scalar.value {
            // Letters of Hangul, singletons, and what is always decomposed.
            case 0x340...0x344, 0x374, 0x37E, 0x387, 0x958...0x95F, 0x9DC...0x9DF, 0xA33...0xA5E, 0xB5C...0xB5D,
                0xF43...0xFB9, 0x1100...0x11FF, 0x1F71...0x1FFD, 0x2000...0x2001, 0x2126...0x212B, 0x2329...0x232A,
                0x2ADC, 0xF900...0xFAFF, 0xFB1D...0xFB4F, 0x1D15E...0x1D1C0, 0x2F800...0x2FA1F:
                return false
            // Marks of class 0 that join what stands before them.
            case 0x9BE, 0x9D7, 0xB3E, 0xB56...0xB57, 0xBBE, 0xBD7, 0xCC2, 0xCD5...0xCD6, 0xD3E, 0xD57, 0xDCF, 0xDDF,
                0x102E, 0x1B35, 0x110BA, 0x11127, 0x1133E, 0x11357, 0x114B0, 0x114BA, 0x114BD, 0x115AF, 0x11930:
                return false
            default:
                return scalar.properties.canonicalCombiningClass == .notReordered
            }
        }
    }
}
