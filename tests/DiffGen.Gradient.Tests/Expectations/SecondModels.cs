namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Draws by their scores: the result is the draw itself, so that an estimate of the second derivative is x (S″ + S′ S′ᵀ).</summary>
public static partial class SecondModels
{
    [Differentiable(ExpectationHvp = true)]
    public static double Normal(double mu, double sigma, ref Noise noise) => Sample.Normal(mu, sigma, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double LogNormal(double mu, double sigma, ref Noise noise) => Sample.LogNormal(mu, sigma, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double Logistic(double mu, double scale, ref Noise noise) => Sample.Logistic(mu, scale, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double Gumbel(double mu, double scale, ref Noise noise) => Sample.Gumbel(mu, scale, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double Cauchy(double mu, double scale, ref Noise noise) => Sample.Cauchy(mu, scale, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double Weibull(double shape, double scale, ref Noise noise) => Sample.Weibull(shape, scale, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double HalfNormal(double sigma, [NoDiff] double unused, ref Noise noise) => Sample.HalfNormal(sigma, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double Rayleigh(double sigma, [NoDiff] double unused, ref Noise noise) => Sample.Rayleigh(sigma, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double Exponential(double rate, [NoDiff] double unused, ref Noise noise) => Sample.Exponential(rate, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double Gamma([NoDiff] double shape, double rate, ref Noise noise) => Sample.Gamma(shape, rate, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double InverseGamma([NoDiff] double shape, double scale, ref Noise noise) => Sample.InverseGamma(shape, scale, ref noise, Strategy.Score);

    [Differentiable(ExpectationHvp = true)]
    public static double Poisson(double lambda, [NoDiff] double unused, ref Noise noise) => Sample.Poisson(lambda, ref noise);

    [Differentiable(ExpectationHvp = true)]
    public static double Geometric(double p, [NoDiff] double unused, ref Noise noise) => Sample.Geometric(p, ref noise);

    [Differentiable(ExpectationHvp = true)]
    public static double NegativeBinomial([NoDiff] double r, double p, ref Noise noise) => Sample.NegativeBinomial(r, p, ref noise);

    [Differentiable(ExpectationHvp = true)]
    public static double Binomial([NoDiff] double unused, double p, ref Noise noise) => Sample.Binomial(5, p, ref noise);

    /// <summary>sqrt(x²) has a kink that no primitive shows.</summary>
    [Differentiable(ExpectationHvp = true)]
    public static double Fold(double mu, ref Noise noise)
    {
        double x = Sample.Normal(mu, 1.0, ref noise);
        return System.Math.Sqrt(x * x);
    }
}
