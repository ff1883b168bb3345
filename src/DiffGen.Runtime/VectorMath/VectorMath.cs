namespace DiffGen;

/// <summary>
/// Elementary and special functions of vectors, lane by lane, with a scalar form beside each. They call nothing, so that a loop that holds vectors in
/// registers keeps them there, and use no estimate instructions. How accurate each one is, in units in the last place, stands in <c>docs/vector-math.md</c>.
/// Lanes do not influence each other: a lane has the same bits at every width and wherever it stands, on every processor.
/// </summary>
/// <remarks>The kernels (<c>*.V512.cs</c>) are written once, for 512 bits; the build writes their 256 and 128 bit forms by replacing the names of the types.</remarks>
public static partial class VectorMath
{
    /// <summary>1.5 · 2⁵²: added to |x| &lt; 2⁵¹ it leaves x, rounded to an integer, in the low bits.</summary>
    private const double RoundDouble = 6755399441055744.0;

    /// <summary>1.5 · 2⁴⁹: added to |x| &lt; 2⁴⁸ it leaves x, rounded to eighths, in the low bits.</summary>
    private const double RoundEighth = 844424930131968.0;

    /// <summary>1.5 · 2²³: added to |x| &lt; 2²² it leaves x, rounded to an integer, in the low bits.</summary>
    private const float RoundFloat = 12582912f;

    /// <summary>1.5 · 2²⁰: added to |x| &lt; 2¹⁹ it leaves x, rounded to eighths, in the low bits.</summary>
    private const float RoundEighthFloat = 1572864f;

    private const double Log2E = 1.4426950408889634;

    // ln 2 = Ln2High + Ln2Low, each rounded.
    private const double Ln2High = 0.6931471805599453;
    private const double Ln2Low = 2.3190468138462996e-17;
    private const float Ln2HighFloat = 0.693147182f;
    private const float Ln2LowFloat = -1.90465421e-09f;

    // ln 2 = Ln2Top + Ln2Rest, the first a multiple of 2⁻⁴².
    private const double Ln2Top = 0.6931471805598903;
    private const double Ln2Rest = 5.497923018708371e-14;

    /// <summary>ln 2 as a multiple of 2⁻¹⁴, and the rest.</summary>
    private const float Ln2TopFloat = 0.69317626953125f;
    private const float Ln2RestFloat = -2.90889711e-05f;

    // Logarithms and bases, each rounded, and what rounding left out.
    private const double Log2ELow = 2.0355273740931033e-17;
    private const float Log2ELowFloat = 1.92596303e-08f;
    private const double Log10E = 0.4342944819032518;
    private const double Log10ELow = 1.098319650216765e-17;
    private const float Log10EFloat = 0.434294492f;
    private const float Log10ELowFloat = -1.010305e-08f;
    private const double Log10Of2 = 0.3010299956639812;
    private const double Log10Of2Low = -2.8037281277851704e-18;
    private const float Log10Of2Float = 0.30103001f;
    private const float Log10Of2LowFloat = -1.43209888e-08f;
    private const double Log2Of10 = 3.321928094887362;
    private const double Ln10 = 2.302585092994046;
    private const double Ln10Low = -2.1707562233822494e-16;
    private const float Ln10LowFloat = -3.19754356e-08f;

    // π/2 in three parts, each rounded.
    private const double TwoOverRootPi = 1.1283791670955126;
    private const double Pi = 3.141592653589793;
    private const double OneOverPi = 0.3183098861837907;
    private const double PiLow = 1.2246467991473532e-16;
    private const double QuarterPi = 0.7853981633974483;
    private const double QuarterPiLow = 3.061616997868383e-17;
    private const float QuarterPiLowFloat = -2.18556941e-08f;
    private const double TwoOverPi = 0.6366197723675814;
    private const double HalfPiHigh = 1.5707963267948966;
    private const double HalfPiMiddle = 6.123233995736766e-17;
    private const double HalfPiLow = -1.4973849048591698e-33;
    private const float HalfPiHighFloat = 1.57079637f;
    private const float HalfPiMiddleFloat = -4.37113883e-08f;
    private const float HalfPiLowFloat = -1.71512451e-15f;

    /// <summary>2⁴³: up to here the number of quarter turns is exact enough.</summary>
    private const double LargestDoubleAngle = 8796093022208.0;

    /// <summary>2²⁰: up to here the number of quarter turns is exact enough.</summary>
    private const float LargestFloatAngle = 1048576f;

    // The bits of 1, of √½, of a mantissa and of 2⁵².
    private const long OneBits = 0x3FF0000000000000L;
    private const long RootHalfBits = 0x3FE6A09E667F3BCDL;
    private const long ThreeQuarterBits = 0x3FE8000000000000L;
    private const long MantissaBits = 0x000FFFFFFFFFFFFFL;
    private const long TwoTo52Bits = 0x4330000000000000L;
    private const int OneBitsFloat = 0x3F800000;
    private const int RootHalfBitsFloat = 0x3F3504F3;
    private const int MantissaBitsFloat = 0x007FFFFF;

    private const double TwoTo52 = 4503599627370496.0;
    private const double TwoTo70 = 1180591620717411303424.0;
    private const double RootTwo = 1.4142135623730951;
    private const float RootTwoFloat = 1.41421354f;

    /// <summary>What stands for a logarithm where its argument is, by nibble, a quiet or signalling NaN, ±0, 1, −∞, ∞, negative, positive: 0 leaves it, 2 is that NaN, 3 a NaN, 4 −∞, 5 ∞.</summary>
    private const int LogFixup = 0x03530422;
    private const double TwoTo60 = 1152921504606846976.0;
    private const double TwoTo500 = 3.2733906078961419e150;
    private const double TwoTo600 = 4.1495155688809930e180;
    private const double TwoToMinus600 = 2.4099198651028841e-181;
    private const double TwoToMinus450 = 3.4395525670743494e-136;
}
