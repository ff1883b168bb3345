using System;

namespace DiffGen.Runtime.Tests.Sampling;

/// <summary>Continuous samplers at extreme parameters, with their distribution functions by series, continued fractions and limits, apart from the library's.</summary>
internal static class ExtremeTable
{
    private const double Infinity = double.PositiveInfinity;

    public delegate double Sampler(ref Noise noise);

    public static (string Name, Sampler Draw, Func<double, double> Cdf)[] Cases { get; } =
    [
        ("ExpGamma(1e-4, 1)", (ref Noise n) => Sample.ExpGamma(1e-4, 1.0, ref n), LogGamma(1e-4)),
        ("ExpGamma(1e-4, 1) in single precision", (ref Noise n) => Sample.ExpGamma(1e-4f, 1f, ref n), LogGamma(1e-4f)),
        ("ExpGamma(1e10, 3)", (ref Noise n) => Sample.ExpGamma(1e10, 3.0, ref n), y => SamplerTable.Phi(1e5 * (y + Math.Log(3) - Math.Log(1e10)))),
        ("Gamma(1e8, 1)", (ref Noise n) => Sample.Gamma(1e8, 1.0, ref n), x => SamplerTable.Phi((x - 1e8) / 1e4)),
        ("LogitBeta(1e-3, 1e-3)", (ref Noise n) => Sample.LogitBeta(1e-3, 1e-3, ref n), LogitBeta(1e-3, 1e-3)),
        ("LogitBeta(1e-3, 1e-3) in single precision", (ref Noise n) => Sample.LogitBeta(1e-3f, 1e-3f, ref n), LogitBeta(1e-3f, 1e-3f)),
        ("LogitBeta(1e-3, 1.5)", (ref Noise n) => Sample.LogitBeta(1e-3, 1.5, ref n), LogitBeta(1e-3, 1.5)),
        ("LogitBeta(1e-3, 2)", (ref Noise n) => Sample.LogitBeta(1e-3, 2.0, ref n), LogitBeta(1e-3, 2)),
        ("LogitBeta(66575, 1.5)", (ref Noise n) => Sample.LogitBeta(65536.0 + 1039, 1.5, ref n), LogitBeta(65536 + 1039, 1.5)),
        ("Beta(66575, 1.5)", (ref Noise n) => Sample.Beta(65536.0 + 1039, 1.5, ref n), x => LogitBeta(65536 + 1039, 1.5)(Math.Log(x / (1 - x)))),
        ("VonMises(0, 1e-9)", (ref Noise n) => Sample.VonMises(0.0, 1e-9, ref n), x => 0.5 + (x / (2 * Math.PI))),
        ("VonMises(0, 1e-3)", (ref Noise n) => Sample.VonMises(0.0, 1e-3, ref n), x => 0.5 + ((x + (1e-3 * Math.Sin(x))) / (2 * Math.PI))),
        ("VonMises(0, 1e7)", (ref Noise n) => Sample.VonMises(0.0, 1e7, ref n), x => SamplerTable.Phi(x * Math.Sqrt(1e7))),
        ("TruncatedNormal(0, 1, 8, ∞)", (ref Noise n) => Sample.TruncatedNormal(0.0, 1.0, 8.0, Infinity, ref n), Tail(8, Infinity)),
        ("TruncatedNormal(0, 1, 40, 41)", (ref Noise n) => Sample.TruncatedNormal(0.0, 1.0, 40.0, 41.0, ref n), Tail(40, 41)),
        ("TruncatedNormal(0, 1, −38.6, −38.5)", (ref Noise n) => Sample.TruncatedNormal(0.0, 1.0, -38.6, -38.5, ref n), x => 1 - Tail(38.5, 38.6)(-x)),
        ("TruncatedNormal(0, 1, 0.5, 0.5001)", (ref Noise n) => Sample.TruncatedNormal(0.0, 1.0, 0.5, 0.5001, ref n), x => (SamplerTable.Phi(x) - SamplerTable.Phi(0.5)) / (SamplerTable.Phi(0.5001) - SamplerTable.Phi(0.5))),
        ("TruncatedNormal(0, 1, 3, 100)", (ref Noise n) => Sample.TruncatedNormal(0.0, 1.0, 3.0, 100.0, ref n), Tail(3, 100)),
        ("RelaxedBernoulli(700, 100)", (ref Noise n) => Sample.RelaxedBernoulli(700.0, 100.0, ref n), Relaxed(700, 100)),
        ("RelaxedBernoulli(−700, 100)", (ref Noise n) => Sample.RelaxedBernoulli(-700.0, 100.0, ref n), Relaxed(-700, 100)),
    ];

    /// <summary>Of y = ln g for a small shape a: zᵃ/Γ(a + 1) (1 + a Σ (−z)ᵏ/((a + k) k!)) below z = 1, the continued fraction of Γ(a, z) above.</summary>
    public static Func<double, double> LogGamma(double a)
    {
        // ln Γ(1 + a) = −γ a + ζ(2) a²/2 − ζ(3) a³/3 + …
        double logGamma = (-0.5772156649015329 * a) + (1.6449340668482264 * a * a / 2) - (1.2020569031595942 * a * a * a / 3);
        return y =>
        {
            double z = Math.Exp(y);
            if (z < 1)
            {
                double power = 1, sum = 1;
                for (int k = 1; k < 30; k++)
                {
                    power *= -z / k;
                    sum += a * power / (a + k);
                }

                return Math.Exp((a * y) - logGamma) * sum;
            }

            double fraction = z;
            for (int k = 200; k > 0; k--)
            {
                fraction = z + ((k - a) / (1 + (k / fraction)));
            }

            return 1 - (a * Math.Exp((a * y) - z - logGamma) / fraction);
        };
    }

    /// <summary>Of the logit y of x: xᵃ (1 − x)ᵇ/(a B(a, b)) Σ xⁿ (a + b)…(a + b + n − 1)/((a + 1)…(a + n)), from the nearer end.</summary>
    public static Func<double, double> LogitBeta(double a, double b)
    {
        double logBeta = Special.LogBeta(a, b);
        return y => y <= 0 ? Lower(y, a, b) : 1 - Lower(-y, b, a);

        double Lower(double y, double near, double far)
        {
            double x = Math.Exp(y) / (1 + Math.Exp(y)), logComplement = -Math.Log(1 + Math.Exp(y)), term = 1, sum = 1;
            for (int n = 0; n < 2000 && term > 1e-17 * sum; n++)
            {
                term *= x * (near + far + n) / (near + 1 + n);
                sum += term;
            }

            return Math.Exp((near * (y + logComplement)) + (far * logComplement) - logBeta) * sum / near;
        }
    }

    /// <summary>Of a standard normal draw between lower and upper, far above 0: Q(x)/Q(lower) = exp((lower² − x²)/2) m(x)/m(lower), m by its continued fraction.</summary>
    private static Func<double, double> Tail(double lower, double upper)
    {
        return x => (1 - Rest(x)) / (1 - Rest(upper));

        double Rest(double x) => double.IsPositiveInfinity(x) ? 0 : Math.Exp((lower - x) * (lower + x) / 2) * Fraction(lower) / Fraction(x);

        static double Fraction(double x)
        {
            double fraction = x;
            for (int k = 80; k > 0; k--)
            {
                fraction = x + (k / fraction);
            }

            return fraction;
        }
    }

    private static Func<double, double> Relaxed(double logit, double temperature) => x => 1 / (1 + Math.Exp(logit - (temperature * Math.Log(x / (1 - x)))));
}
