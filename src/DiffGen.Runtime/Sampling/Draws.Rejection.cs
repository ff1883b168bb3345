using System;

namespace DiffGen.Sampling;

/// <summary>The continuous samplers that reject.</summary>
internal static partial class Draws
{
    /// <summary>
    /// ln g for g from the gamma distribution of rate 1, however small the shape is (Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26, 2000; for
    /// a shape below 1 that of shape + 1, plus ln(u)/shape).
    /// </summary>
    public static double LogGamma<W>(double shape, ref W words)
        where W : struct, IWords
    {
        if (shape < 1)
        {
            double logU = Elementary.Log(OpenUniform(ref words));
            return LogGamma(shape + 1, ref words) + (logU / shape);
        }

        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = StandardNormal(ref words), u = OpenUniform(ref words), v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            // v³ = 1 + w, with w itself to its last digits: the draw keeps its own where the shape is large.
            double logCube = 3 * Precise.Log1p(c * x), w = Precise.Expm1(logCube);
            if (Math.Log(u) < (0.5 * x * x) - (d * (w - logCube)))
            {
                return Math.Log(d) + logCube;
            }
        }
    }

    public static double Gamma<W>(double shape, double rate, ref W words)
        where W : struct, IWords => Math.Exp(LogGamma(shape, ref words) - Math.Log(rate));

    public static double ExpGamma<W>(double shape, double rate, ref W words)
        where W : struct, IWords => LogGamma(shape, ref words) - Math.Log(rate);

    public static double InverseGamma<W>(double shape, double scale, ref W words)
        where W : struct, IWords => Math.Exp(Math.Log(scale) - LogGamma(shape, ref words));

    public static double ChiSquared<W>(double nu, ref W words)
        where W : struct, IWords => 2 * Math.Exp(LogGamma(0.5 * nu, ref words));

    /// <summary>ln(x/(1 − x)) for x from the beta distribution: the difference of two logarithms of gamma draws.</summary>
    public static double LogitBeta<W>(double a, double b, ref W words)
        where W : struct, IWords
    {
        double first = LogGamma(a, ref words);
        return first - LogGamma(b, ref words);
    }

    public static double Beta<W>(double a, double b, ref W words)
        where W : struct, IWords => Precise.Sigmoid(LogitBeta(a, b, ref words));

    /// <summary>z √(ν/2g), with g from the gamma distribution of shape ν/2, in logarithms.</summary>
    public static double StudentT<W>(double nu, double mu, double sigma, ref W words)
        where W : struct, IWords
    {
        double z = StandardNormal(ref words);
        double t = z * Math.Exp(0.5 * (Math.Log(0.5 * nu) - LogGamma(0.5 * nu, ref words)));
        return sigma == 0 ? mu : mu + (sigma * Math.Clamp(t, -double.MaxValue, double.MaxValue));
    }

    /// <summary>
    /// An angle in [−π, π] (Best and Fisher, "Efficient simulation of the von Mises distribution", Applied Statistics 28, 1979), written with 1 − cos of the angle, so that
    /// narrow distributions keep their digits.
    /// </summary>
    public static double VonMises<W>(double mu, double kappa, ref W words)
        where W : struct, IWords
    {
        double angle;
        if (kappa < 1e-8)
        {
            angle = Math.PI * ((2 * OpenUniform(ref words)) - 1);
        }
        else if (kappa > 1e12)
        {
            angle = StandardNormal(ref words) / Math.Sqrt(kappa);
        }
        else
        {
            // The wrapped Cauchy envelope: s = (1 + ρ²)/(2ρ) = 1 + excess.
            double r = 1 + Math.Sqrt(1 + (4 * kappa * kappa));
            double excess = kappa < 1e-5 ? (1 / kappa) + kappa - 1 : Excess((r - Math.Sqrt(2 * r)) / (2 * kappa));
            while (true)
            {
                double half = Elementary.SinCosTurn(0.25 * OpenUniform(ref words)).Sin, u = OpenUniform(ref words);
                // z = cos πv = 1 − 2 half², f = (1 + s z)/(s + z), defect = 1 − f.
                double defect = excess * 2 * half * half / (2 + excess - (2 * half * half));
                double c = kappa * (excess + defect);
                if ((c * (2 - c)) - u > 0 || Math.Log(c / u) + 1 - c >= 0)
                {
                    angle = 2 * Math.Asin(Math.Min(1, Math.Sqrt(0.5 * defect)));
                    angle = (words.Next() >> 63) == 0 ? angle : -angle;
                    break;
                }
            }
        }

        return Math.IEEERemainder(mu + angle, 2 * Math.PI);

        static double Excess(double rho) => (1 - rho) * (1 - rho) / (2 * rho);
    }

    public static double TruncatedNormal<W>(double mu, double sigma, double lower, double upper, ref W words)
        where W : struct, IWords
    {
        double a = (lower - mu) / sigma, b = (upper - mu) / sigma;

        // So far out that only the nearer end is left.
        return double.IsPositiveInfinity(a) ? lower : double.IsNegativeInfinity(b) ? upper : mu + (sigma * StandardTruncated(a, b, ref words));
    }

    /// <summary>A standard normal draw inside [a, b] (Robert, "Simulation of truncated normal variables", Statistics and Computing 5, 1995).</summary>
    private static double StandardTruncated<W>(double a, double b, ref W words)
        where W : struct, IWords
    {
        if (b < 0)
        {
            return -StandardTruncated(-b, -a, ref words);
        }

        if (a <= 0)
        {
            // Around the mode: the distribution itself where the interval is wide, a box where it is narrow.
            bool isWide = b - a > 2.5066282746310002;
            while (true)
            {
                double x = isWide ? StandardNormal(ref words) : Uniform(a, b, ref words);
                if (isWide ? x >= a && x <= b : OpenUniform(ref words) <= Math.Exp(-0.5 * x * x))
                {
                    return x;
                }
            }
        }

        // In the tail: an exponential from a on, cut off at b; a box where the density hardly falls within.
        double rate = 0.5 * (a + double.Hypot(a, 2));
        double mass = -Precise.Expm1(-rate * (b - a));
        bool isFlat = 0.5 * (b - a) * (b + a) < 1;
        while (true)
        {
            double u = OpenUniform(ref words), v = OpenUniform(ref words);
            double x = isFlat ? (a * (1 - u)) + (b * u) : a - (Precise.Log1p(-u * mass) / rate);
            double log = isFlat ? -0.5 * (x - a) * (x + a) : -0.5 * (x - rate) * (x - rate);
            if (v <= Math.Exp(log))
            {
                return x;
            }
        }
    }
}
